import { mailHandler } from "#lib/auth/mail-handler.ts";
import { mailJob } from "#lib/auth/send-mail-later.ts";
import { versionCheckHandler } from "#lib/catalog/check-version.ts";
import { checkVersionJob } from "#lib/catalog/check-version-job.ts";
import { forgetRenderJob, renderJob } from "#lib/catalog/render-job.ts";
import { forgetRenderHandler, renderJobHandler } from "#lib/catalog/run-render-job.ts";
import { type RunningJobs, runJobs, withHandler } from "#lib/jobs/run-jobs.ts";
import { mailResetHandler, mailResetJob } from "#lib/organization/mail-password-reset.ts";
import { collectJob } from "#lib/upkeep/collect-job.ts";
import { askDaily, collectHandler } from "#lib/upkeep/run-collection.ts";

/** Every kind of background work, with who does it. */
const works = [
  withHandler(checkVersionJob, versionCheckHandler),
  withHandler(renderJob, renderJobHandler),
  withHandler(forgetRenderJob, forgetRenderHandler),
  withHandler(collectJob, collectHandler),
  withHandler(mailJob, mailHandler),
  withHandler(mailResetJob, mailResetHandler),
];

/** Works at all jobs of the database that this process is connected to, until it is stopped. */
export async function startWorker(): Promise<RunningJobs> {
  const jobs = await runJobs(works);
  const stopAsking = askDaily();
  return {
    stop: async (graceMs) => {
      stopAsking();
      await jobs.stop(graceMs);
    },
  };
}
