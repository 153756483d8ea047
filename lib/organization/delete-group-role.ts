import { recordAudit } from "#lib/audit/record-audit.ts";
import { roleSchema, type Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { lockMembers } from "./lock-members.ts";
import { requireMapGroups } from "./save-group-role.ts";

/**
 * Takes a mapping away. Members who have a role by it lose it when they next sign in.
 * @throws Problem "role_missing", "scope_missing", "group_role_unknown"
 */
export async function deleteGroupRole(viewer: Viewer, id: string): Promise<void> {
  requireMapGroups(viewer, [], "delete the mapping of a group");
  const { orgId } = viewer;
  await db().$transaction(async (tx) => {
    await lockMembers(tx, orgId);
    const row = await tx.groupRole.findUnique({
      where: { id, orgId },
      select: { groupName: true, role: true },
    });
    if (!row) throw new Problem("group_role_unknown");
    requireMapGroups(viewer, [roleSchema.parse(row.role)], "delete the mapping of a group of owners");
    await tx.groupRole.delete({ where: { id, orgId }, select: { id: true } });
    await recordAudit(tx, {
      ...viewer,
      action: "group-role.deleted",
      subject: { kind: "group-role", id, name: row.groupName },
      details: { role: row.role },
    });
  });
}
