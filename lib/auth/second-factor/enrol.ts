import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { open, seal } from "#lib/vault/seal.ts";
import { secondFactorMail } from "../account-mails.ts";
import { auditPerson } from "../audit-person.ts";
import { requirePerson } from "../change-password.ts";
import type { BeginSecondFactorInput } from "../schema.ts";
import { sendMailLater } from "../send-mail-later.ts";
import type { PersonAsking } from "../types.ts";
import { proveAgain } from "./prove-again.ts";
import { findSecondFactor } from "./queries.ts";
import { replaceRecoveryCodes } from "./recovery-codes.ts";
import { vaultContext, wrongCode } from "./spend-code.ts";
import { countCode, forgiveCodes } from "./throttle-codes.ts";
import { findStep, newTotpSecret, totpAddress } from "./totp.ts";

const alreadyOn = () => new Problem("second_factor_exists");

/** A stolen session must not lock its owner out: who has a password that signs in gives it. */
async function requirePassword(userId: string, password: string | undefined): Promise<void> {
  const { hasPassword } = await findSecondFactor(userId);
  if (hasPassword) await proveAgain(userId, { password: password ?? "" });
}

/**
 * A new secret for one's app. Nothing is asked for by it until `confirmSecondFactor`; asked again, it gives another one.
 * @returns the secret and the address that the QR code says
 * @param password of who has one
 * @throws Problem "second_factor_exists", "sign_in_failed" when the password is wrong, "sign_in_throttled"
 */
export async function beginSecondFactor(
  viewer: PersonAsking,
  { password }: BeginSecondFactorInput,
): Promise<{ secret: string; address: string }> {
  const { id: userId, email } = requirePerson(viewer);
  await requirePassword(userId, password);
  const secret = newTotpSecret();
  const sealed = seal(secret, vaultContext(userId));
  await db().$transaction(async (tx) => {
    await tx.secondFactor.deleteMany({ where: { userId, confirmedAt: null } });
    const { count } = await tx.secondFactor.createMany({
      data: { userId, secret: sealed },
      skipDuplicates: true,
    });
    if (count === 0) throw alreadyOn();
  });
  return { secret, address: totpAddress(secret, email) };
}

/**
 * Turns the second factor on with the first code of the app.
 * @returns the recovery codes, this once
 * @throws Problem "code_wrong", "code_throttled", "second_factor_unknown", "second_factor_exists"
 */
export async function confirmSecondFactor(viewer: PersonAsking, code: string): Promise<string[]> {
  const { id: userId, email } = requirePerson(viewer);
  const factor = await db().secondFactor.findUnique({
    where: { userId },
    select: { secret: true, confirmedAt: true },
  });
  if (!factor) throw new Problem("second_factor_unknown");
  if (factor.confirmedAt) throw alreadyOn();
  await countCode(userId, "enrol");
  const step = findStep(open(factor.secret, vaultContext(userId)), code.replace(/\s/g, ""));
  if (step === null) throw wrongCode();
  await forgiveCodes(userId, "enrol");
  return db().$transaction(async (tx) => {
    const { count } = await tx.secondFactor.updateMany({
      where: { userId, secret: factor.secret, confirmedAt: null },
      data: { confirmedAt: clock.now(), lastStep: step },
    });
    if (count === 0) throw alreadyOn();
    const codes = await replaceRecoveryCodes(tx, userId);
    await sendMailLater(tx, secondFactorMail(email, "on"));
    await auditPerson(tx, { ...viewer, action: "user.second-factor-on", userId });
    return codes;
  });
}
