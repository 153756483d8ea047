import { type AuditEntry, recordAudit } from "#lib/audit/record-audit.ts";
import { hashPassword } from "#lib/auth/hash-password.ts";
import { requirePasswordSignIn } from "#lib/auth/sign-in-ways.ts";
import { clock } from "#lib/clock/clock.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, isUniqueViolation, type Tx } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { type FoundInvite, findInvite, inviteRefused, isOpen } from "./find-invite.ts";
import { lockMembers } from "./lock-members.ts";
import type { JoinInput } from "./member-schema.ts";

type Joining = { id: string; name: string; email: string };
type Spent = Pick<FoundInvite, "id" | "orgId" | "role" | "invitedByName">;

/**
 * Spends an invitation and makes the membership; who is a member already keeps their role. The caller holds the members.
 * @returns what the audit log has to say
 * @throws Problem "link_unknown" when somebody else was quicker
 */
export async function spendInvite(
  tx: Tx,
  invite: Spent,
  person: Joining,
  requestId: string,
): Promise<AuditEntry> {
  const { orgId, role } = invite;
  const { count } = await tx.invite.updateMany({
    where: { id: invite.id, ...isOpen() },
    data: { acceptedAt: clock.now() },
  });
  if (count === 0) throw inviteRefused();
  const key = { orgId, userId: person.id };
  const before = await tx.membership.findUnique({ where: { orgId_userId: key }, select: { role: true } });
  if (!before) await tx.membership.create({ data: { ...key, role }, select: { role: true } });
  await announceChange(tx, `organization:${orgId}`);
  return {
    orgId,
    actor: { kind: "user", id: person.id, name: person.name },
    door: "portal",
    requestId,
    action: "invite.accepted",
    subject: { kind: "user", id: person.id, name: person.email },
    details: { invite: invite.id, invitedBy: invite.invitedByName, role: before?.role ?? role },
  };
}

/**
 * Somebody who is signed in follows an invitation.
 * @returns the slug of the organization that they are now a member of
 * @throws Problem "link_unknown", "invite_of_another" when it is for another e-mail
 */
export async function acceptInvite(key: string, person: Joining, requestId: string): Promise<string> {
  const invite = await findInvite(key);
  if (invite.email !== person.email)
    throw new Problem("invite_of_another", {
      detail: `The invitation is for ${invite.email}; you are signed in as ${person.email}.`,
      hint: "Sign out, open the link again and sign in with that e-mail, or ask for an invitation of yours.",
    });
  await db().$transaction(async (tx) => {
    await lockMembers(tx, invite.orgId);
    await recordAudit(tx, await spendInvite(tx, invite, person, requestId));
  });
  applyChangeHere(`organization:${invite.orgId}`);
  return invite.orgSlug;
}

/**
 * Makes an account for the e-mail of an invitation, and accepts it.
 * @returns whose session is to begin, and the slug of the organization
 * @throws Problem "link_unknown", "user_exists" when there is an account: then one signs in, "password_sign_in_off"
 */
export async function joinByInvite(
  key: string,
  { name, password }: JoinInput,
  requestId: string,
): Promise<{ sub: string; epoch: number; orgSlug: string }> {
  requirePasswordSignIn();
  const invite = await findInvite(key); // Before the password is hashed: a stranger's guess costs nothing.
  const { email } = invite;
  const exists = { detail: email, hint: "Sign in with it, and open the invitation's link again." };
  const person = { id: newId("usr"), name, email };
  const passwordHash = await hashPassword(password);
  try {
    await db().$transaction(async (tx) => {
      await lockMembers(tx, invite.orgId);
      await tx.user.create({ data: { ...person, passwordHash }, select: { id: true } });
      await recordAudit(tx, await spendInvite(tx, invite, person, requestId));
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new Problem("user_exists", { ...exists, cause: error });
    throw error;
  }
  applyChangeHere(`organization:${invite.orgId}`);
  return { sub: person.id, epoch: 0, orgSlug: invite.orgSlug };
}
