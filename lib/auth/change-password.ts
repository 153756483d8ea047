import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { passwordChangedMail } from "./account-mails.ts";
import { auditPerson } from "./audit-person.ts";
import { hashPassword, isPasswordOf } from "./hash-password.ts";
import { raiseEpoch } from "./raise-epoch.ts";
import type { ChangePasswordInput } from "./schema.ts";
import { sendMailLater } from "./send-mail-later.ts";
import { requirePasswordSignIn } from "./sign-in-ways.ts";
import { countOwnPassword, forgiveOwnPassword } from "./throttle-sign-in.ts";
import type { ProvenPerson, Viewer } from "./types.ts";

/** @throws Problem "sign_in_required" for anyone but a person in the browser */
export function requirePerson(viewer: Pick<Viewer, "actor">): { id: string; email: string } {
  const { kind, id, email } = viewer.actor;
  if (kind !== "user" || email === null) throw new Problem("sign_in_required");
  return { id, email };
}

/**
 * Gives a person a new password and ends every other session of theirs.
 * @returns the person, for the session that goes on
 * @throws Problem "sign_in_failed" when the current password is wrong, "sign_in_throttled" when it was wrong too often
 */
export async function changePassword(
  viewer: Viewer,
  { current, password }: ChangePasswordInput,
): Promise<ProvenPerson> {
  requirePasswordSignIn();
  const { id, email } = requirePerson(viewer);
  await countOwnPassword(id);
  const user = await db().user.findUnique({ where: { id }, select: { passwordHash: true } });
  if (!(await isPasswordOf(user?.passwordHash ?? null, current)))
    throw new Problem("sign_in_failed", { detail: "The current password is wrong." });
  await forgiveOwnPassword(id);
  const passwordHash = await hashPassword(password);
  return db().$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: { passwordHash }, select: { id: true } });
    const person = await raiseEpoch(tx, id);
    await sendMailLater(tx, passwordChangedMail(email));
    await auditPerson(tx, { ...viewer, action: "user.password-changed", userId: id });
    // Whoever is signed in has shown what signing in asks for.
    return { ...person, hasShownCode: true };
  });
}
