import { z } from "zod";
import { defineJob } from "#lib/jobs/define-job.ts";

/** Looks for the findings of a version that was pushed, or whose check a person asks for again. */
export const checkVersionJob = defineJob({
  name: "catalog.check-version",
  payload: z.strictObject({ versionId: z.string() }),
  retries: 3,
  retryDelaySeconds: 5,
  leaseSeconds: 30,
  timeLimitSeconds: 120,
});
