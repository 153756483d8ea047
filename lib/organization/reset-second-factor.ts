import { secondFactorMail } from "#lib/auth/account-mails.ts";
import { auditPerson } from "#lib/auth/audit-person.ts";
import { requireRole } from "#lib/auth/policy.ts";
import { raiseEpoch } from "#lib/auth/raise-epoch.ts";
import { announceGuard } from "#lib/auth/second-factor/announce-guard.ts";
import { sendMailLater } from "#lib/auth/send-mail-later.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { requireGuardian } from "./require-guardian.ts";

/**
 * Takes the second factor of a member away who has lost app and recovery codes, and ends their sessions.
 * @throws Problem "role_missing" for who is no owner, "member_unknown", "account_shared", "second_factor_unknown"
 */
export async function resetSecondFactor(viewer: Viewer, userId: string): Promise<void> {
  requireRole(viewer, "owner", "reset a second factor");
  const { email } = await requireGuardian(viewer, userId, "reset a second factor");
  const applyHere = await db().$transaction(async (tx) => {
    const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
    if (count === 0)
      throw new Problem("second_factor_unknown", {
        hint: "Nothing is to be done: signing in asks them for no code.",
      });
    await tx.pendingSignIn.deleteMany({ where: { userId } });
    await raiseEpoch(tx, userId);
    await sendMailLater(tx, secondFactorMail(email, "reset"));
    await auditPerson(tx, { ...viewer, action: "user.second-factor-reset", userId });
    return announceGuard(tx, userId);
  });
  applyHere();
}
