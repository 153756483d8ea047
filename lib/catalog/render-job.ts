import { z } from "zod";
import { defineJob } from "#lib/jobs/define-job.ts";

/** ENG-34: a render in the large lane. One that the server's stop has interrupted begins again. */
export const renderJob = defineJob({
  name: "catalog.render-draft",
  payload: z.strictObject({ renderId: z.string() }),
  retries: 1,
  retryDelaySeconds: 1,
  leaseSeconds: 30,
  timeLimitSeconds: 600,
});

/** Renders are looked at once: a day later nobody comes back for them. */
export const forgetRenderJob = defineJob({
  name: "catalog.forget-render",
  payload: z.strictObject({ renderId: z.string() }),
  retries: 5,
  retryDelaySeconds: 60,
  leaseSeconds: 30,
  timeLimitSeconds: 60,
});
