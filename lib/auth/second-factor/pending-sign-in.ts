import { createHash, randomBytes } from "node:crypto";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { ProvenPerson, SignInMethod } from "../types.ts";
import { spendCode } from "./spend-code.ts";

/** So long a right password waits for a code. */
export const PENDING_SECONDS = 600;
const MAX_ATTEMPTS = 5;

const hashKey = (key: string) => createHash("sha256").update(key).digest("hex");

/** Who has given a right password and shows a code next. @returns the key for this browser's cookie */
export async function insertPending({ sub, epoch }: ProvenPerson, how: SignInMethod): Promise<string> {
  const key = randomBytes(32).toString("base64url");
  const now = clock.now();
  await db().pendingSignIn.deleteMany({ where: { expiresAt: { lte: now } } });
  await db().pendingSignIn.create({
    data: { hash: hashKey(key), userId: sub, epoch, how, expiresAt: addMs(now, PENDING_SECONDS * 1000) },
    select: { hash: true },
  });
  return key;
}

const late = () => new Problem("code_late");

/** Whether a code can still be shown for it. */
export async function isPending(key: string): Promise<boolean> {
  const where = { hash: hashKey(key), expiresAt: { gt: clock.now() }, attempts: { lt: MAX_ATTEMPTS } };
  return (await db().pendingSignIn.count({ where })) > 0;
}

/**
 * Takes the code that ends a sign-in, and the sign-in with it: its key works once.
 * @param knownDevice the browser's mark for this person, where they have signed in there before
 * @returns the person, and how they had begun
 * @throws Problem "code_late" when it has expired, was ended, or five codes were wrong; "code_wrong", "code_throttled"
 */
export async function finishPending(
  key: string,
  code: string,
  knownDevice: (userId: string) => string | null,
): Promise<{ person: ProvenPerson; how: "password" | "link" }> {
  const where = { hash: hashKey(key), expiresAt: { gt: clock.now() } };
  const [pending] = await db().pendingSignIn.updateManyAndReturn({
    where: { ...where, attempts: { lt: MAX_ATTEMPTS } },
    data: { attempts: { increment: 1 } },
    select: { userId: true, epoch: true, how: true },
  });
  if (!pending) throw late();
  await spendCode(pending.userId, code, knownDevice(pending.userId));
  const { count } = await db().pendingSignIn.deleteMany({ where });
  if (count === 0) throw late();
  const person: ProvenPerson = { sub: pending.userId, epoch: pending.epoch, hasShownCode: true };
  return { person, how: pending.how === "link" ? "link" : "password" };
}
