import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { secondFactorMail } from "../account-mails.ts";
import { auditPerson } from "../audit-person.ts";
import { requirePerson } from "../change-password.ts";
import type { ProveAgainInput } from "../schema.ts";
import { sendMailLater } from "../send-mail-later.ts";
import type { Viewer } from "../types.ts";
import { announceGuard } from "./announce-guard.ts";
import { proveAgain } from "./prove-again.ts";
import { replaceRecoveryCodes } from "./recovery-codes.ts";

async function requireOn(userId: string): Promise<void> {
  const on = await db().secondFactor.count({ where: { userId, confirmedAt: { not: null } } });
  if (on === 0) throw new Problem("second_factor_unknown");
}

/**
 * Turns one's own second factor off, with its recovery codes.
 * @throws Problem "second_factor_unknown", and what `proveAgain` throws
 */
export async function turnOffSecondFactor(viewer: Viewer, proof: ProveAgainInput): Promise<void> {
  const { id: userId, email } = requirePerson(viewer);
  await requireOn(userId);
  await proveAgain(userId, proof);
  const applyHere = await db().$transaction(async (tx) => {
    const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
    if (count === 0) throw new Problem("second_factor_unknown");
    await sendMailLater(tx, secondFactorMail(email, "off"));
    await auditPerson(tx, { ...viewer, action: "user.second-factor-off", userId });
    return announceGuard(tx, userId);
  });
  applyHere();
}

/**
 * Ten new recovery codes; the old ones work no more.
 * @returns them, this once
 * @throws Problem "second_factor_unknown", and what `proveAgain` throws
 */
export async function makeRecoveryCodes(viewer: Viewer, proof: ProveAgainInput): Promise<string[]> {
  const { id: userId } = requirePerson(viewer);
  await requireOn(userId);
  await proveAgain(userId, proof);
  return db().$transaction(async (tx) => {
    const codes = await replaceRecoveryCodes(tx, userId);
    await auditPerson(tx, { ...viewer, action: "user.recovery-codes-made", userId });
    return codes;
  });
}
