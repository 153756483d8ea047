import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, type Tx } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { countOwners, holdMember } from "./find-member.ts";
import { requireManageMembers, requireOwnerLeft } from "./member-policy.ts";
import { revokeInvitesOf } from "./revoke-invites-of.ts";

/**
 * Their API tokens end for good, so that a later invitation does not wake them up again. Registry tokens are the
 * organization's and stay.
 */
async function revokeApiTokens(tx: Tx, viewer: Viewer, userId: string): Promise<string[]> {
  const rows = await tx.apiToken.updateManyAndReturn({
    where: { orgId: viewer.orgId, userId, revokedAt: null },
    data: { revokedAt: clock.now(), revokedByName: viewer.actor.name },
    select: { id: true },
  });
  return rows.map(({ id }) => `token:${id}`);
}

/**
 * Takes a member out of the organization, from their next request on, at every process (S7): sessions see it no more,
 * their API tokens and open invitations end, memberships of projects go. What they published stays. Oneself: leaving,
 * which every role may.
 * @throws Problem "member_unknown", "role_missing", "scope_missing", "last_owner"
 */
export async function removeMember(viewer: Viewer, id: string): Promise<void> {
  const isOneself = viewer.actor.kind === "user" && viewer.actor.id === id;
  if (viewer.role === null) throw new Problem("sign_in_required");
  if (!isOneself) requireManageMembers(viewer, [], "remove a member");
  const topics = await db().$transaction(async (tx) => {
    const { member, by } = await holdMember(tx, viewer, id);
    if (!isOneself) requireManageMembers(by, [member.role], "remove a member");
    await tx.membership.delete({
      where: { orgId_userId: { orgId: viewer.orgId, userId: id } },
      select: { role: true },
    });
    if (member.role === "owner") requireOwnerLeft(await countOwners(tx, viewer.orgId));
    await revokeInvitesOf(tx, viewer.orgId, id, null);
    const ended = await revokeApiTokens(tx, viewer, id);
    const changed = [...ended, `organization:${viewer.orgId}`];
    for (const topic of changed) await announceChange(tx, topic);
    await recordAudit(tx, {
      ...viewer,
      action: isOneself ? "member.left" : "member.removed",
      subject: { kind: "user", id, name: member.email },
      details: { before: { role: member.role }, apiTokensRevoked: ended.length },
    });
    return changed;
  });
  for (const topic of topics) applyChangeHere(topic);
}
