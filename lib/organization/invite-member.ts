import { recordAudit } from "#lib/audit/record-audit.ts";
import { sendMailLater } from "#lib/auth/send-mail-later.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { newId } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { asOfNow } from "./find-member.ts";
import { inviteMail } from "./invite-mail.ts";
import { requireMailLeft } from "./limit-invites.ts";
import { inviteRow, toInviteView } from "./list-invites.ts";
import { lockMembers } from "./lock-members.ts";
import { requireManageMembers } from "./member-policy.ts";
import { INVITE_DAYS, type InviteMemberInput, type MadeInvite } from "./member-schema.ts";
import { hashOneTimeKey, makeOneTimeKey } from "./one-time-key.ts";

/**
 * Makes a link by which whoever signs in with this e-mail, or makes an account for it, becomes a member, once. The answer is
 * the only place where the link is told; where this server sends mail, it is mailed, too. An open invitation of the same e-mail ends: its link works no more.
 * @throws Problem "role_missing", "scope_missing", "member_exists", "invites_throttled"
 */
export async function inviteMember(viewer: Viewer, input: InviteMemberInput): Promise<MadeInvite> {
  const { email, role } = input;
  const deed = `invite a member who is ${role}`;
  requireManageMembers(viewer, [role], deed);
  const { orgId } = viewer;
  const key = makeOneTimeKey();
  const link = `${env().CHARTROOM_PUBLIC_URL}/invite?key=${key}`;
  const id = newId("inv");
  const now = clock.now();
  const { invite, mailed } = await db().$transaction(async (tx) => {
    await lockMembers(tx, orgId);
    const by = await asOfNow(tx, viewer);
    requireManageMembers(by, [role], deed);
    const isMember = await tx.membership.count({ where: { orgId, user: { email } } });
    if (isMember > 0) throw new Problem("member_exists", { detail: `${email} is a member already.` });
    if (viewer.actor.kind !== "system") await requireMailLeft(tx, orgId, email, now);
    const open = { orgId, email, acceptedAt: null, revokedAt: null };
    const { count: replaced } = await tx.invite.updateMany({ where: open, data: { revokedAt: now } });
    const made = await tx.invite.create({
      data: {
        id,
        orgId,
        email,
        role,
        hash: hashOneTimeKey(key),
        invitedById: by.actor.id,
        invitedByName: by.actor.name,
        createdAt: now,
        expiresAt: addMs(now, INVITE_DAYS * 86_400_000),
      },
      select: inviteRow,
    });
    await recordAudit(tx, {
      ...by,
      action: "invite.created",
      subject: { kind: "invite", id, name: email },
      details: { role, expiresAt: made.expiresAt.toISOString(), replaced: replaced > 0 },
    });
    const { name: organization } = await tx.org.findUniqueOrThrow({
      where: { id: orgId },
      select: { name: true },
    });
    const mail = inviteMail({ to: email, role, organization, invitedBy: by.actor.name, link });
    return { invite: made, mailed: await sendMailLater(tx, mail) };
  });
  return { ...toInviteView(invite), link, mailed };
}
