import { requireApiScope, requireRole } from "#lib/auth/policy.ts";
import { roleSchema, type Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import type { GroupRoleList, GroupRoleView } from "./schema.ts";

/** Groups that are offered when one is mapped. */
const SEEN = 50;

type Counted = { groupName: string; members: number };

/** What the provider named when the organization's members last signed in. */
function countGroups(orgId: string): Promise<Counted[]> {
  return db().$queryRaw<Counted[]>`
    SELECT g AS "groupName", count(DISTINCT i."userId")::int AS members
    FROM "OpenIdIdentity" i JOIN "Membership" m ON m."userId" = i."userId" AND m."orgId" = ${orgId},
      unnest(i."groups") AS g
    GROUP BY g ORDER BY g COLLATE "C"`;
}

const columns = { id: true, groupName: true, role: true, createdAt: true } as const;
type Row = { id: string; groupName: string; role: string; createdAt: Date };

const toView = (row: Row, counted: readonly Counted[]): GroupRoleView => ({
  id: row.id,
  group: row.groupName,
  role: roleSchema.parse(row.role),
  members: counted.find(({ groupName }) => groupName === row.groupName)?.members ?? 0,
  createdAt: row.createdAt.toISOString(),
});

/**
 * What the provider's groups are in the viewer's organization.
 * @throws Problem "role_missing", "scope_missing"
 */
export async function listGroupRoles(viewer: Viewer): Promise<GroupRoleList> {
  requireRole(viewer, "admin", "see which groups have a role");
  requireApiScope(viewer, "admin", "see which groups have a role");
  const { orgId } = viewer;
  const [rows, counted] = await Promise.all([
    db().groupRole.findMany({ where: { orgId }, select: columns, orderBy: { groupName: "asc" } }),
    countGroups(orgId),
  ]);
  const mapped = new Set(rows.map(({ groupName }) => groupName));
  return {
    items: rows.map((row) => toView(row, counted)),
    total: rows.length,
    seen: counted
      .map(({ groupName }) => groupName)
      .filter((name) => !mapped.has(name))
      .slice(0, SEEN),
  };
}

/** One mapping as it is now, for who has just written it. */
export async function viewGroupRole(orgId: string, row: Row): Promise<GroupRoleView> {
  return toView(row, await countGroups(orgId));
}
