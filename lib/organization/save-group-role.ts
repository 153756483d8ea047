import { recordAudit } from "#lib/audit/record-audit.ts";
import { requireApiScope, requireRole } from "#lib/auth/policy.ts";
import { type Role, roleSchema, type Viewer } from "#lib/auth/types.ts";
import { db, isUniqueViolation } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { viewGroupRole } from "./list-group-roles.ts";
import { lockMembers } from "./lock-members.ts";
import type { CreateGroupRoleInput, GroupRoleView } from "./schema.ts";

/** Each is compared with the groups of whoever signs in. */
const MAX_MAPPINGS = 500;

/** ROLE-8: who maps a group gives a role, so admins up to admin; what makes owners is for owners. */
export function requireMapGroups(viewer: Viewer, roles: readonly Role[], deed: string): void {
  requireRole(viewer, roles.includes("owner") ? "owner" : "admin", deed);
  requireApiScope(viewer, "admin", deed);
}

const columns = { id: true, groupName: true, role: true, createdAt: true } as const;

/**
 * Gives a group of the provider a role in the viewer's organization, from each person's next sign-in on.
 * @throws Problem "role_missing", "scope_missing", "group_role_exists"; "input_invalid" beyond 500
 */
export async function createGroupRole(
  viewer: Viewer,
  { group, role }: CreateGroupRoleInput,
): Promise<GroupRoleView> {
  requireMapGroups(viewer, [role], `map a group to the role ${role}`);
  const { orgId } = viewer;
  try {
    const made = await db().$transaction(async (tx) => {
      await lockMembers(tx, orgId);
      if ((await tx.groupRole.count({ where: { orgId } })) >= MAX_MAPPINGS)
        throw new Problem("input_invalid", {
          detail: `An organization maps at most ${MAX_MAPPINGS} groups.`,
        });
      const row = await tx.groupRole.create({
        data: { id: newId("grl"), orgId, groupName: group, role },
        select: columns,
      });
      await recordAudit(tx, {
        ...viewer,
        action: "group-role.created",
        subject: { kind: "group-role", id: row.id, name: group },
        details: { role },
      });
      return row;
    });
    return await viewGroupRole(orgId, made);
  } catch (error) {
    if (isUniqueViolation(error))
      throw new Problem("group_role_exists", {
        detail: group,
        hint: "Change the mapping that is there.",
        cause: error,
      });
    throw error;
  }
}

/**
 * Gives a mapped group another role, from each person's next sign-in on.
 * @throws Problem "role_missing", "scope_missing", "group_role_unknown"
 */
export async function changeGroupRole(viewer: Viewer, id: string, role: Role): Promise<GroupRoleView> {
  requireMapGroups(viewer, [role], `give a group the role ${role}`);
  const { orgId } = viewer;
  const changed = await db().$transaction(async (tx) => {
    await lockMembers(tx, orgId);
    const before = await tx.groupRole.findUnique({ where: { id, orgId }, select: columns });
    if (!before) throw new Problem("group_role_unknown");
    requireMapGroups(viewer, [roleSchema.parse(before.role)], "change the role of a group of owners");
    if (before.role === role) return before;
    const row = await tx.groupRole.update({ where: { id, orgId }, data: { role }, select: columns });
    await recordAudit(tx, {
      ...viewer,
      action: "group-role.changed",
      subject: { kind: "group-role", id, name: row.groupName },
      details: { before: { role: before.role }, after: { role } },
    });
    return row;
  });
  return viewGroupRole(orgId, changed);
}
