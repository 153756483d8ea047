import { isAtLeast, requireRole } from "#lib/auth/policy.ts";
import { guardOf } from "#lib/auth/second-factor/is-guarded.ts";
import { ROLES, type Role, roleSchema, type Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { ListMembersQuery, MemberList, MemberView } from "./member-schema.ts";
import { countWithoutSecondFactor } from "./organization-settings.ts";

const memberRow = {
  role: true,
  createdAt: true,
  user: {
    select: {
      id: true,
      name: true,
      email: true,
      secondFactor: { select: { confirmedAt: true } },
      identities: { take: 1, select: { userId: true } },
    },
  },
} as const;

type MemberRow = {
  role: string;
  createdAt: Date;
  user: {
    id: string;
    name: string;
    email: string;
    secondFactor: { confirmedAt: Date | null } | null;
    identities: readonly unknown[];
  };
};

/** How somebody signs in, and when they did last, is for admins. */
function toMemberView(viewer: Viewer, row: MemberRow, lastSeenAt: Date | null): MemberView {
  const { id, name, email } = row.user;
  const guard = isAtLeast(viewer, "admin") ? guardOf(row.user) : null;
  return {
    id,
    name,
    email,
    role: roleSchema.parse(row.role),
    joinedAt: row.createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    hasSecondFactor: guard && guard === "app",
    guard,
  };
}

/** When each was here last, in any organization of theirs: for admins only. */
async function lastSeenOf(
  viewer: Viewer,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, Date | null>> {
  if (!isAtLeast(viewer, "admin") || userIds.length === 0) return new Map();
  const rows = await db().session.groupBy({
    by: ["userId"],
    where: { userId: { in: [...userIds] } },
    _max: { seenAt: true },
  });
  return new Map(rows.map(({ userId, _max }) => [userId, _max.seenAt]));
}

async function countRoles(orgId: string): Promise<Record<Role, number>> {
  const rows = await db().membership.groupBy({ by: ["role"], where: { orgId }, _count: { _all: true } });
  const counts = new Map(rows.map(({ role, _count }) => [role, _count._all]));
  // `as`: one entry for each role.
  return Object.fromEntries(ROLES.map((role) => [role, counts.get(role) ?? 0])) as Record<Role, number>;
}

/** A pattern of LIKE in which what was typed stands for itself. */
const containing = (q: string) => ({ contains: q.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const });

/**
 * Who is in the organization, by name. Every member sees who the others are.
 * @throws Problem "sign_in_required"
 */
export async function listMembers(viewer: Viewer, query: ListMembersQuery): Promise<MemberList> {
  requireRole(viewer, "viewer", "see the members");
  const { q = "", role, limit, cursor } = query;
  const text = q.trim();
  const where = {
    orgId: viewer.orgId,
    ...(role ? { role } : {}),
    ...(text ? { user: { OR: [{ name: containing(text) }, { email: containing(text) }] } } : {}),
  };
  const [rows, total, counts] = await Promise.all([
    db().membership.findMany({
      where,
      select: memberRow,
      orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
      take: limit + 1,
      ...(cursor === undefined
        ? {}
        : { cursor: { orgId_userId: { orgId: viewer.orgId, userId: cursor } }, skip: 1 }),
    }),
    db().membership.count({ where }),
    countRoles(viewer.orgId),
  ]);
  const page = rows.slice(0, limit);
  const seen = await lastSeenOf(
    viewer,
    page.map(({ user }) => user.id),
  );
  const items = page.map((row) => toMemberView(viewer, row, seen.get(row.user.id) ?? null));
  const withoutSecondFactor = await countWithoutSecondFactor(viewer);
  return {
    items,
    total,
    counts,
    withoutSecondFactor,
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  };
}

/** @throws Problem "member_unknown" */
export async function getMember(viewer: Viewer, id: string): Promise<MemberView> {
  requireRole(viewer, "viewer", "see the members");
  const row = await db().membership.findUnique({
    where: { orgId_userId: { orgId: viewer.orgId, userId: id } },
    select: memberRow,
  });
  if (!row) throw new Problem("member_unknown");
  return toMemberView(viewer, row, (await lastSeenOf(viewer, [id])).get(id) ?? null);
}
