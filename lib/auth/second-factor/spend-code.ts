import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { open } from "#lib/vault/seal.ts";
import { hashRecoveryCode, parseRecoveryCode } from "./recovery-codes.ts";
import { countCode, forgiveCodes } from "./throttle-codes.ts";
import { findStep } from "./totp.ts";

export const vaultContext = (userId: string) => `totp:${userId}`;

export const wrongCode = () =>
  new Problem("code_wrong", {
    hint: "Take the one that the app shows now: each works once. Is the clock of your phone right?",
  });

/** Of two who show one code at once, one wins: the row's condition decides. */
async function spendTotp(userId: string, secret: string, code: string): Promise<boolean> {
  const step = findStep(open(secret, vaultContext(userId)), code);
  if (step === null) return false;
  const { count } = await db().secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

async function spendRecovery(userId: string, letters: string): Promise<boolean> {
  const { count } = await db().recoveryCode.updateMany({
    where: { userId, hash: hashRecoveryCode(userId, letters), usedAt: null },
    data: { usedAt: clock.now() },
  });
  return count === 1;
}

/**
 * Takes a code of a person's app, or one of their recovery codes: each once.
 * @param device the browser, where this person has signed in there before
 * @returns which of the two it was
 * @throws Problem "code_wrong", "code_throttled", "second_factor_unknown"
 */
export async function spendCode(
  userId: string,
  typed: string,
  device: string | null,
): Promise<"app" | "recovery"> {
  const factor = await db().secondFactor.findUnique({ where: { userId }, select: { secret: true } });
  if (!factor) throw new Problem("second_factor_unknown");
  await countCode(userId, device);
  const letters = parseRecoveryCode(typed);
  const isRight = letters
    ? await spendRecovery(userId, letters)
    : await spendTotp(userId, factor.secret, typed.replace(/\s/g, ""));
  if (!isRight) throw wrongCode();
  await forgiveCodes(userId, device);
  return letters ? "recovery" : "app";
}
