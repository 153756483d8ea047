import { createHash } from "node:crypto";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";

/** What is counted, for whom, and how often it may be within the window. */
export type Limit = {
  /** `<what>:<hash of whom>`, of `limitKey`. */
  key: string;
  limit: number;
  windowMs: number;
};

export const QUARTER_MS = 15 * 60_000;
export const DAY_MS = 24 * 3600_000;

/** No e-mail address stands in the table, which anyone who signs in wrongly writes to. */
export function limitKey(what: string, whom: string): string {
  return `${what}:${createHash("sha256").update(whom).digest("hex")}`;
}

/** Counts one attempt, in one statement: attempts that come at once are counted one by one. */
async function countOne({ key, windowMs }: Limit): Promise<{ count: number; waitMs: number }> {
  const now = clock.now();
  const oldest = addMs(now, -windowMs);
  const [row] = await db().$queryRaw<{ count: number; windowStart: Date }[]>`
    INSERT INTO "SignInFailure" AS kept ("key", "count", "windowStart") VALUES (${key}, 1, ${now})
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN kept."windowStart" <= ${oldest} THEN 1 ELSE kept."count" + 1 END,
      "windowStart" = CASE WHEN kept."windowStart" <= ${oldest} THEN ${now} ELSE kept."windowStart" END
    RETURNING "count", "windowStart"`;
  if (!row) throw new Error("The attempt was not counted.");
  return { count: row.count, waitMs: addMs(row.windowStart, windowMs).getTime() - now.getTime() };
}

/** Counts an attempt against all of these. @returns how long to wait, 0 where every one still has room */
export async function countAttempt(limits: readonly Limit[]): Promise<number> {
  const waits = await Promise.all(
    limits.map(async (limit) => {
      const { count, waitMs } = await countOne(limit);
      return count > limit.limit ? waitMs : 0;
    }),
  );
  return Math.max(0, ...waits);
}

/** Takes one attempt back that was counted and was right. */
export async function uncountAttempt(limits: readonly Limit[]): Promise<void> {
  await db().signInFailure.updateMany({
    where: { key: { in: limits.map(({ key }) => key) }, count: { gt: 0 } },
    data: { count: { decrement: 1 } },
  });
}

/** Forgets what was counted. */
export async function clearAttempts(limits: readonly Limit[]): Promise<void> {
  await db().signInFailure.deleteMany({ where: { key: { in: limits.map(({ key }) => key) } } });
}

/** Rows of windows that are over say nothing any more. */
export async function forgetOldAttempts(): Promise<void> {
  await db().signInFailure.deleteMany({ where: { windowStart: { lte: addMs(clock.now(), -DAY_MS) } } });
}

function sayWait(waitMs: number): string {
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000));
  if (minutes > 90) return `${Math.ceil(minutes / 60)} hours`;
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}

/** The refusal for whoever has to wait. @param what happened too often: "Too many sign-ins failed" */
export function throttled(
  code: "sign_in_throttled" | "code_throttled" | "reset_throttled",
  what: string,
  waitMs: number,
): Problem {
  const waitSeconds = Math.ceil(waitMs / 1000);
  return new Problem(code, {
    detail: `${what}. Try again in ${sayWait(waitMs)}.`,
    facts: { waitSeconds },
    headers: { "Retry-After": String(waitSeconds) },
  });
}
