import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Role, Viewer } from "#lib/auth/types.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, type Tx } from "#lib/db/database.ts";
import { countOwners, holdMember } from "./find-member.ts";
import { getMember } from "./list-members.ts";
import { requireManageMembers, requireOwnerLeft } from "./member-policy.ts";
import type { MemberView } from "./member-schema.ts";
import { revokeInvitesOf } from "./revoke-invites-of.ts";

/** Writes the role, and ends what the person could not do any more; the caller holds the members. */
export async function writeRole(tx: Tx, orgId: string, userId: string, role: Role): Promise<void> {
  await tx.membership.update({
    where: { orgId_userId: { orgId, userId } },
    data: { role },
    select: { role: true },
  });
  const highest = role === "owner" || role === "admin" ? role : null;
  await revokeInvitesOf(tx, orgId, userId, highest);
  await announceChange(tx, `organization:${orgId}`);
}

/**
 * Gives a member another role, from their next request on, at every process (S7). The same role again is success.
 * @throws Problem "member_unknown", "role_missing", "scope_missing", "last_owner"
 */
export async function changeMemberRole(viewer: Viewer, id: string, role: Role): Promise<MemberView> {
  requireManageMembers(viewer, [], "change a member's role");
  await db().$transaction(async (tx) => {
    const { member, by } = await holdMember(tx, viewer, id);
    requireManageMembers(by, [member.role, role], "change a member's role");
    if (member.role === role) return;
    await writeRole(tx, viewer.orgId, id, role);
    if (member.role === "owner") requireOwnerLeft(await countOwners(tx, viewer.orgId));
    await recordAudit(tx, {
      ...by,
      action: "member.role-changed",
      subject: { kind: "user", id, name: member.email },
      details: { before: { role: member.role }, after: { role } },
    });
  });
  applyChangeHere(`organization:${viewer.orgId}`);
  return getMember(viewer, id);
}
