import { PgBoss } from "pg-boss";
import { databaseUrl } from "#lib/db/database.ts";
import type { JobDefinition } from "./define-job.ts";
import { ensureQueue, queueOptions } from "./queue.ts";

/** Makes pg-boss's tables in a database that others are copied from: in each copy they would take longer than a test. */
export async function makeQueueTables(url: string): Promise<void> {
  const boss = new PgBoss({ ...queueOptions({ max: 1, isRunner: false }), connectionString: url });
  await boss.start();
  await boss.stop({ graceful: false });
}

/** Takes the next job of this kind, as a process does that is killed right after: it is never heard of again. */
export async function takeAndDie(job: JobDefinition): Promise<void> {
  const boss = new PgBoss({
    ...queueOptions({ max: 1, isRunner: false }),
    connectionString: databaseUrl(),
  });
  await boss.start();
  await ensureQueue(boss, job);
  const taken = await boss.fetch(job.name);
  if (taken.length === 0) throw new Error(`There is no job ${job.name} to take.`);
  await boss.stop({ graceful: false });
}
