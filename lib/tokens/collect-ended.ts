import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";

const DAY_MS = 86_400_000;
/** Tokens of jobs; what lasts longer is somebody's, and its row stays. */
const SHORT_MS = 7 * DAY_MS;
/** So long after its end a row is still in the list. */
const KEPT_MS = 30 * DAY_MS;
const BATCH = 5000;

/**
 * Takes the rows of short-lived registry tokens that ended over 30 days ago: those that API tokens made for seven days or
 * less (GL-14). A pipeline leaves thousands; what they did and who made them stays in the audit log.
 * @returns how many went
 */
export async function collectEndedTokens(): Promise<number> {
  const before = addMs(clock.now(), -KEPT_MS);
  for (let total = 0; ; ) {
    const gone = await db().$executeRaw`
      DELETE FROM "RegistryToken" WHERE "id" IN (
        SELECT "id" FROM "RegistryToken"
        WHERE "parentId" IS NOT NULL AND "expiresAt" - "createdAt" <= make_interval(secs => ${SHORT_MS / 1000})
        AND LEAST("expiresAt", "revokedAt") <= ${before} LIMIT ${BATCH})`;
    total += gone;
    if (gone < BATCH) return total;
  }
}

/** How many would go. */
export async function countEndedTokens(): Promise<number> {
  const before = addMs(clock.now(), -KEPT_MS);
  const rows = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "RegistryToken"
    WHERE "parentId" IS NOT NULL AND "expiresAt" - "createdAt" <= make_interval(secs => ${SHORT_MS / 1000})
    AND LEAST("expiresAt", "revokedAt") <= ${before}`;
  return rows[0]?.count ?? 0;
}
