import type { ConstructorOptions, PgBoss } from "pg-boss";
import { databaseUrl } from "#lib/db/database.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { log } from "#lib/log/log.ts";
import type { JobDefinition } from "./define-job.ts";

/** pg-boss keeps its own tables, in a schema of its own, and brings them up to date itself when it starts. */
const SCHEMA = "jobs";
const MAX_RETRY_DELAY_SECONDS = 300;
/** What nobody came for in a week is gone: the rows that people see say "pending", and can be asked for again. */
const KEPT_SECONDS = 7 * 24 * 3600;

type Shelf = {
  /** The queue of a process that works at jobs. */
  runner: PgBoss | null;
  /** The queue of a process that only enqueues, such as a command. */
  sender: Promise<PgBoss> | null;
  /** Queues that are known to be there. */
  made: WeakMap<PgBoss, Set<string>>;
};
export const queueShelf = (): Shelf =>
  processWide("jobs.queue", () => ({ runner: null, sender: null, made: new WeakMap() }));

export type QueueOptions = {
  /** Connections of its own; enqueueing uses the caller's. */
  max: number;
  /** Whether it takes jobs, and looks after those whose process has died. */
  isRunner: boolean;
};

/** How we run pg-boss, apart from where. */
export const queueOptions = ({ max, isRunner }: QueueOptions): ConstructorOptions => ({
  application_name: "chartroom-jobs",
  schema: SCHEMA,
  max,
  schedule: false,
  supervise: isRunner,
  useListenNotify: isRunner,
  superviseIntervalSeconds: 10,
  monitorIntervalSeconds: 10,
  // Its statistics and indexes are PostgreSQL's business: a queue of ours holds a handful of jobs.
  monitorVacuum: false,
  reindex: false,
});

/** Starts pg-boss on the database of this process. Loaded when it is first needed: a page has no use for it. */
export async function openQueue(options: QueueOptions): Promise<PgBoss> {
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({ ...queueOptions(options), connectionString: databaseUrl() });
  // It goes on by itself when the database answers again; without a listener it would end the process.
  boss.on("error", (error) => log.warn({ err: error }, "the job queue met an error"));
  await boss.start();
  return boss;
}

/** The queue to enqueue with: the runner's where there is one. */
export async function sendingQueue(): Promise<PgBoss> {
  const shelf = queueShelf();
  if (shelf.runner) return shelf.runner;
  shelf.sender ??= openQueue({ max: 1, isRunner: false });
  try {
    return await shelf.sender;
  } catch (error) {
    shelf.sender = null;
    throw error;
  }
}

/** Ends what `sendingQueue` has opened; a runner is stopped by who started it. */
export async function closeSender(): Promise<void> {
  const shelf = queueShelf();
  const sender = shelf.sender;
  shelf.sender = null;
  await (await sender?.catch(() => null))?.stop({ graceful: false });
}

/** Where jobs of every kind go when their last try has failed. */
export const FAILED_QUEUE = "failed";

const common = { notify: true, retentionSeconds: KEPT_SECONDS, deleteAfterSeconds: KEPT_SECONDS };

/** Makes the queue of a job, once a process; settings that have changed since it was made are written. */
export async function ensureQueue(boss: PgBoss, job: JobDefinition): Promise<void> {
  const { made } = queueShelf();
  const known = made.get(boss) ?? new Set<string>();
  made.set(boss, known);
  if (known.has(job.name)) return;
  const options = {
    ...common,
    retryLimit: job.retries,
    retryDelay: job.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: MAX_RETRY_DELAY_SECONDS,
    heartbeatSeconds: job.leaseSeconds,
    expireInSeconds: job.timeLimitSeconds,
    deadLetter: FAILED_QUEUE,
  };
  // Telling about a failure is tried again and again: the database may be what failed.
  await boss.createQueue(FAILED_QUEUE, { ...common, retryLimit: 100, retryDelay: 5, retryBackoff: true });
  await boss.createQueue(job.name, options);
  await boss.updateQueue(job.name, options);
  known.add(job.name);
}
