import { z } from "zod";
import { defineJob } from "#lib/jobs/define-job.ts";

/** Collects what nothing uses any more; asked for once a day (GL-17). */
export const collectJob = defineJob({
  name: "upkeep.collect",
  payload: z.strictObject({ runId: z.string() }),
  retries: 2,
  retryDelaySeconds: 60,
  leaseSeconds: 60,
  timeLimitSeconds: 6 * 3600,
});
