import type { z } from "zod";
import type { SqlTx } from "#lib/db/database.ts";
import type { JobDefinition } from "./define-job.ts";
import { ensureQueue, sendingQueue } from "./queue.ts";

/**
 * Asks for a job inside the caller's transaction: it is there when the deed is, and nobody starts it before.
 * @param delayMs how long after the commit it may start at the earliest
 */
export async function enqueue<S extends z.ZodType>(
  tx: SqlTx,
  job: JobDefinition<S>,
  payload: z.input<S>,
  { delayMs = 0 }: { delayMs?: number } = {},
): Promise<void> {
  // `as`: a payload is an object, by the promise of JobDefinition.
  const data = job.payload.parse(payload) as object;
  const { fromPrisma } = await import("pg-boss"); // Not loaded by pages that enqueue nothing.
  const boss = await sendingQueue();
  await ensureQueue(boss, job);
  const id = await boss.send(job.name, data, { db: fromPrisma(tx), startAfter: Math.ceil(delayMs / 1000) });
  if (id === null) throw new Error(`The queue did not take a job ${job.name}.`);
}
