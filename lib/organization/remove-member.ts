import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { applyChangeHere } from "#lib/db/changes.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { endMembership } from "./end-membership.ts";
import { countOwners, holdMember } from "./find-member.ts";
import { requireManageMembers, requireOwnerLeft } from "./member-policy.ts";

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
    const changed = await endMembership(tx, {
      orgId: viewer.orgId,
      userId: id,
      byName: viewer.actor.name,
    });
    if (member.role === "owner") requireOwnerLeft(await countOwners(tx, viewer.orgId));
    const ended = changed.filter((topic) => topic.startsWith("token:"));
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
