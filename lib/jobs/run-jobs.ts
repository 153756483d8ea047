import type { JobWithMetadata } from "pg-boss";
import { z } from "zod";
import { log } from "#lib/log/log.ts";
import { jobSeconds } from "#lib/metrics/metrics.ts";
import { catalogue } from "#lib/problems/catalogue.ts";
import { asProblem } from "#lib/problems/problem.ts";
import type { JobDefinition } from "./define-job.ts";
import { ensureQueue, FAILED_QUEUE, openQueue, queueShelf } from "./queue.ts";

/** How a job is done. Both may run twice for one job: after a process has died nobody knows how far it came. */
export type JobHandler<S extends z.ZodType> = {
  /** @param signal aborted when this process stops, or another one has taken the job over */
  run: (payload: z.output<S>, signal: AbortSignal) => Promise<void>;
  /** Called once the last try has failed: writes the reason where people look for the result. */
  giveUp: (payload: z.output<S>, reason: string) => Promise<void>;
};

/** A job with its handler, of whatever payload. */
export type JobWork = {
  job: JobDefinition;
  run: (data: unknown, signal: AbortSignal) => Promise<void>;
  giveUp: (data: unknown, reason: string) => Promise<void>;
};

export function withHandler<S extends z.ZodType>(job: JobDefinition<S>, handler: JobHandler<S>): JobWork {
  return {
    job,
    run: async (data, signal) => handler.run(job.payload.parse(data), signal),
    giveUp: async (data, reason) => handler.giveUp(job.payload.parse(data), reason),
  };
}

/** What people may read about a failure: the sentence of a refusal; of a fault, that it is one. */
function inWords(error: unknown): string {
  const { code, details } = asProblem(error);
  return [catalogue[code].title, details.detail].filter(Boolean).join(": ");
}

// pg-boss keeps what was thrown with its message, and its own reasons as texts or as values.
const reasonSchema = z.union([
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ value: z.string() }).transform(({ value }) => value),
  z.object({ value: z.object({ message: z.string() }) }).transform(({ value }) => value.message),
]);
const BOSS_REASONS: [RegExp, string][] = [
  [/^job heartbeat timeout/, "the server process that worked at it ended"],
  [/^pg-boss shut down/, "the server was stopped while it worked at it"],
  [/^(handler execution|job) (exceeded|timed out|expired)/, "it took longer than it may"],
];

function reasonOf(output: unknown): string {
  const reason = reasonSchema.safeParse(output);
  if (!reason.success) return "it did not end";
  return BOSS_REASONS.find(([pattern]) => pattern.test(reason.data))?.[1] ?? reason.data;
}

type Taken = Pick<JobWithMetadata, "id" | "data" | "signal" | "retryCount">;

/** One try: one line in the log, and a reason that may be shown when it fails. */
async function tryJob(work: JobWork, { id, data, signal, retryCount }: Taken): Promise<void> {
  const { name } = work.job;
  const facts = { jobId: id, job: name, attempt: retryCount + 1 };
  const startedAt = performance.now();
  const ended = (outcome: "done" | "failed") => {
    const ms = performance.now() - startedAt;
    jobSeconds.observe({ job: name, outcome }, ms / 1000);
    return { ...facts, outcome, ms: Math.round(ms) };
  };
  try {
    await work.run(data, signal);
    log.info(ended("done"), "job");
  } catch (error) {
    log.error({ ...ended("failed"), err: error }, "job");
    throw new Error(inWords(error), { cause: error });
  }
}

/** A failure is told by whoever runs that kind of job. */
async function tellFailure(works: readonly JobWork[], { data, sourceName, sourceOutput }: JobWithMetadata) {
  const work = works.find(({ job }) => job.name === sourceName);
  if (work) await work.giveUp(data, reasonOf(sourceOutput));
  else log.error({ job: sourceName }, "a job of a kind that is not known here has failed for good");
}

export type RunningJobs = {
  /** Takes no more, and waits for those at work; what has not ended by then is tried again by whoever runs next. */
  stop: (graceMs: number) => Promise<void>;
};

/**
 * Works at these jobs until it is stopped, one of each kind at a time in this process. Wakes with the commit that asks for
 * a job (LISTEN/NOTIFY), and looks by itself for what is to be tried again.
 */
export async function runJobs(
  works: readonly JobWork[],
  { pollSeconds = 2 }: { pollSeconds?: number } = {},
): Promise<RunningJobs> {
  const boss = await openQueue({ max: 4, isRunner: true });
  const shelf = queueShelf();
  shelf.runner = boss;
  const look = {
    includeMetadata: true,
    pollingIntervalSeconds: pollSeconds,
    notifyPollingIntervalSeconds: pollSeconds,
  } as const;
  for (const work of works) {
    await ensureQueue(boss, work.job);
    await boss.work(work.job.name, look, async (jobs: JobWithMetadata[]) => {
      for (const job of jobs) await tryJob(work, job);
    });
  }
  await boss.work(FAILED_QUEUE, look, async (jobs: JobWithMetadata[]) => {
    for (const job of jobs) await tellFailure(works, job);
  });
  return {
    stop: async (graceMs) => {
      shelf.runner = null;
      await boss.stop({ graceful: true, timeout: graceMs });
    },
  };
}
