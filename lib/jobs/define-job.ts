import type { z } from "zod";

/** One kind of background work: what it is called, what it is told, and how often it is tried. */
export type JobDefinition<S extends z.ZodType = z.ZodType> = {
  /** `<room>.<verb>-<noun>`; the name of its queue. */
  name: string;
  /** An object of ids: what it is about is read when it runs. */
  payload: S;
  /** Tries after the first. */
  retries: number;
  /** Wait before the second try; twice as long before each further one, within 5 minutes. */
  retryDelaySeconds: number;
  /** At least 10. A process that was not heard of for so long has died, and the job is tried again. */
  leaseSeconds: number;
  /** How long one try may take. */
  timeLimitSeconds: number;
};

/** Keeps the exact type of the payload. */
export function defineJob<S extends z.ZodType>(job: JobDefinition<S>): JobDefinition<S> {
  return job;
}
