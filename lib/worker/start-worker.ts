import { versionCheckHandler } from "#lib/catalog/check-version.ts";
import { checkVersionJob } from "#lib/catalog/check-version-job.ts";
import { forgetRenderJob, renderJob } from "#lib/catalog/render-job.ts";
import { forgetRenderHandler, renderJobHandler } from "#lib/catalog/run-render-job.ts";
import { type RunningJobs, runJobs, withHandler } from "#lib/jobs/run-jobs.ts";

/** Every kind of background work, with who does it. */
const works = [
  withHandler(checkVersionJob, versionCheckHandler),
  withHandler(renderJob, renderJobHandler),
  withHandler(forgetRenderJob, forgetRenderHandler),
];

/** Works at all jobs of the database that this process is connected to, until it is stopped. */
export function startWorker(): Promise<RunningJobs> {
  return runJobs(works);
}
