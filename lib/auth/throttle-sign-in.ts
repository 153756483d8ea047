import { createHash } from "node:crypto";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";

const WINDOW_MS = 15 * 60_000;

/**
 * How many wrong passwords are taken within the window. For one e-mail from one address, few. For one address, more:
 * colleagues share one. For one e-mail from everywhere, many: guessing from a thousand addresses ends here, and a
 * stranger who wants to lock somebody out has to keep a thousand addresses busy.
 */
const LIMITS = { pair: 10, address: 50, email: 200 } as const;

/** No e-mail address stands in the table, which anyone who signs in wrongly writes to. */
const keyOf = (what: keyof typeof LIMITS, value: string) =>
  `${what}:${createHash("sha256").update(value).digest("hex")}`;

const keysOf = (email: string, address: string) => [
  { key: keyOf("pair", `${email}\n${address}`), limit: LIMITS.pair },
  { key: keyOf("address", address), limit: LIMITS.address },
  { key: keyOf("email", email), limit: LIMITS.email },
];

/** Counts one attempt, in one statement: attempts that come at once are counted one by one. */
async function countAttempt(key: string): Promise<{ count: number; waitMs: number }> {
  const now = clock.now();
  const oldest = addMs(now, -WINDOW_MS);
  const [row] = await db().$queryRaw<{ count: number; windowStart: Date }[]>`
    INSERT INTO "SignInFailure" AS kept ("key", "count", "windowStart") VALUES (${key}, 1, ${now})
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN kept."windowStart" <= ${oldest} THEN 1 ELSE kept."count" + 1 END,
      "windowStart" = CASE WHEN kept."windowStart" <= ${oldest} THEN ${now} ELSE kept."windowStart" END
    RETURNING "count", "windowStart"`;
  if (!row) throw new Error("The attempt was not counted.");
  return { count: row.count, waitMs: addMs(row.windowStart, WINDOW_MS).getTime() - now.getTime() };
}

function sayWait(waitMs: number): string {
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000));
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}

/**
 * Counts an attempt before its password is looked at, so that many at once cannot slip through; `forgiveAttempt` takes it
 * back when the password was right.
 * @throws Problem "sign_in_throttled" saying for how long
 */
export async function countSignInAttempt(email: string, address: string): Promise<void> {
  const counted = await Promise.all(
    keysOf(email, address).map(async ({ key, limit }) => ({ limit, ...(await countAttempt(key)) })),
  );
  const waitMs = Math.max(0, ...counted.map(({ count, limit, waitMs }) => (count > limit ? waitMs : 0)));
  if (waitMs === 0) return;
  throw new Problem("sign_in_throttled", {
    detail: `Too many sign-ins failed. Try again in ${sayWait(waitMs)}.`,
    facts: { waitSeconds: Math.ceil(waitMs / 1000) },
    headers: { "Retry-After": String(Math.ceil(waitMs / 1000)) },
  });
}

/** A right password clears what was counted for this e-mail from here, and does not count elsewhere. */
export async function forgiveAttempt(email: string, address: string): Promise<void> {
  const [pair, ...others] = keysOf(email, address).map(({ key }) => key);
  if (pair) await db().signInFailure.deleteMany({ where: { key: pair } });
  await db().signInFailure.updateMany({
    where: { key: { in: others }, count: { gt: 0 } },
    data: { count: { decrement: 1 } },
  });
}

/** Rows of windows that are over say nothing any more. */
export async function forgetOldAttempts(): Promise<void> {
  await db().signInFailure.deleteMany({ where: { windowStart: { lte: addMs(clock.now(), -WINDOW_MS) } } });
}
