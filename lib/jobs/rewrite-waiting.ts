import type { z } from "zod";
import { db } from "#lib/db/database.ts";
import type { JobDefinition } from "./define-job.ts";

type Waiting = { id: string; data: unknown };

/**
 * Gives jobs that are not done yet another payload, also one that runs just now: it may come again.
 * @param rewrite null: it stays as it is
 */
export async function rewriteWaiting<S extends z.ZodType>(
  job: JobDefinition<S>,
  rewrite: (payload: z.output<S>) => z.input<S> | null,
): Promise<void> {
  // The queue makes its own tables: before it was first started there is nothing that waits.
  const [queue] = await db().$queryRaw<{ isThere: boolean }[]>`
    SELECT to_regclass('jobs.job') IS NOT NULL AS "isThere"`;
  if (!queue?.isThere) return;
  const rows = await db().$queryRaw<Waiting[]>`
    SELECT "id"::text, "data" FROM jobs.job
    WHERE "name" = ${job.name} AND "state" IN ('created', 'retry', 'active')`;
  for (const { id, data } of rows) {
    const payload = rewrite(job.payload.parse(data));
    if (payload !== null)
      await db().$executeRaw`
        UPDATE jobs.job SET "data" = ${JSON.stringify(payload)}::jsonb
        WHERE "id" = ${id}::uuid AND "name" = ${job.name} AND "state" IN ('created', 'retry', 'active')`;
  }
}
