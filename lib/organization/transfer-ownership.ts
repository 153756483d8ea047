import { recordAudit } from "#lib/audit/record-audit.ts";
import { requireRole } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { applyChangeHere } from "#lib/db/changes.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { writeRole } from "./change-member-role.ts";
import { holdMember } from "./find-member.ts";
import { getMember } from "./list-members.ts";
import type { MemberView, TransferOwnershipInput } from "./member-schema.ts";

/**
 * Makes another member an owner and oneself an admin, in one step. Other owners stay what they are.
 * @throws Problem "input_invalid" where the organization's slug was not typed, "member_unknown", "role_missing"
 */
export async function transferOwnership(
  viewer: Viewer,
  id: string,
  { organization }: TransferOwnershipInput,
): Promise<MemberView> {
  const deed = "hand the ownership over";
  requireRole(viewer, "owner", deed);
  if (organization !== viewer.orgSlug) {
    const message = `Type ${viewer.orgSlug} to confirm.`;
    throw new Problem("input_invalid", { detail: message, fields: [{ path: "organization", message }] });
  }
  await db().$transaction(async (tx) => {
    const { member, by } = await holdMember(tx, viewer, id);
    requireRole(by, "owner", deed);
    if (by.actor.kind !== "user" || by.actor.id === id)
      throw new Problem("input_invalid", { detail: "The ownership is handed over to somebody else." });
    await writeRole(tx, viewer.orgId, id, "owner");
    await writeRole(tx, viewer.orgId, by.actor.id, "admin");
    await recordAudit(tx, {
      ...by,
      action: "member.ownership-transferred",
      subject: { kind: "user", id, name: member.email },
      details: { before: { role: member.role }, after: { role: "owner", formerOwner: "admin" } },
    });
  });
  applyChangeHere(`organization:${viewer.orgId}`);
  return getMember(viewer, id);
}
