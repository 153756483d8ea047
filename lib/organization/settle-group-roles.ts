import type { AuditEntry } from "#lib/audit/record-audit.ts";
import { type Role, roleSchema } from "#lib/auth/types.ts";
import type { Tx } from "#lib/db/database.ts";
import { writeRole } from "./change-member-role.ts";
import { decideRole, type HeldRole, highestRole } from "./decide-role.ts";
import { endMembership } from "./end-membership.ts";
import { lockMembers } from "./lock-members.ts";

const ACTOR = { kind: "system", id: "openid", name: "groups at sign-in" };

type Signing = { userId: string; name: string; groups: readonly string[]; requestId: string };

type Org = { orgId: string; given: Role | null; by: string[]; held: HeldRole | null };

const nullableRole = roleSchema.nullable();

/** Organizations that any of these groups gives a role in, or where groups gave one before. */
async function findAffected(tx: Tx, { userId, groups }: Signing): Promise<string[]> {
  const [mapped, before] = await Promise.all([
    tx.groupRole.findMany({ where: { groupName: { in: [...groups] } }, select: { orgId: true } }),
    tx.membership.findMany({ where: { userId, groupRole: { not: null } }, select: { orgId: true } }),
  ]);
  return [...new Set([...mapped, ...before].map(({ orgId }) => orgId))].sort();
}

async function readOrg(tx: Tx, orgId: string, { userId, groups }: Signing): Promise<Org> {
  const rows = await tx.groupRole.findMany({
    where: { orgId, groupName: { in: [...groups] } },
    select: { groupName: true, role: true },
    orderBy: { groupName: "asc" },
  });
  const row = await tx.membership.findUnique({
    where: { orgId_userId: { orgId, userId } },
    select: { role: true, groupRole: true, handRole: true },
  });
  const given = highestRole(rows.map(({ role }) => roleSchema.parse(role)));
  return {
    orgId,
    given,
    by: rows.filter(({ role }) => role === given).map(({ groupName }) => groupName),
    held: row && {
      role: roleSchema.parse(row.role),
      groupRole: nullableRole.parse(row.groupRole),
      handRole: nullableRole.parse(row.handRole),
    },
  };
}

/** Whether somebody else owns the organization too. */
async function hasOtherOwner(tx: Tx, orgId: string, userId: string): Promise<boolean> {
  return (await tx.membership.count({ where: { orgId, role: "owner", userId: { not: userId } } })) > 0;
}

const isSame = (a: HeldRole | null, b: HeldRole | null) =>
  a?.role === b?.role && a?.groupRole === b?.groupRole && a?.handRole === b?.handRole;

/** Writes the membership with all that follows from it. @returns the topics that changed */
async function write(tx: Tx, orgId: string, userId: string, after: HeldRole | null): Promise<string[]> {
  if (after === null) return endMembership(tx, { orgId, userId, byName: ACTOR.name });
  await tx.membership.upsert({
    where: { orgId_userId: { orgId, userId } },
    create: { orgId, userId, ...after },
    update: after,
    select: { role: true },
  });
  await writeRole(tx, orgId, userId, after.role);
  return [`organization:${orgId}`];
}

const asRole = (role: Role | null) => (role === null ? null : { role });

/** Says in the organization's log what groups did; nothing where nothing changed. */
function entryOf(org: Org, after: HeldRole | null, kept: boolean, signing: Signing): AuditEntry[] {
  const [before, now] = [org.held?.role ?? null, after?.role ?? null];
  if (before === now && !kept) return [];
  const action = before === null ? "member.added" : now === null ? "member.removed" : "member.role-changed";
  return [
    {
      orgId: org.orgId,
      actor: ACTOR,
      door: "portal",
      requestId: signing.requestId,
      action: kept ? "member.role-kept" : action,
      subject: { kind: "user", id: signing.userId, name: signing.name },
      details: kept
        ? { role: before, because: "no other owner" }
        : { before: asRole(before), after: asRole(now), groups: org.by, by: "groups" },
    },
  ];
}

/**
 * Gives and takes the roles that somebody's groups stand for, in every organization. The last owner of one stays its owner.
 * @returns what is to be written down, by the caller, at the end of its transaction; and what has changed, for after it
 */
export async function settleGroupRoles(
  tx: Tx,
  signing: Signing,
): Promise<{ entries: AuditEntry[]; topics: string[] }> {
  const entries: AuditEntry[] = [];
  const topics: string[] = [];
  for (const orgId of await findAffected(tx, signing)) {
    await lockMembers(tx, orgId);
    const org = await readOrg(tx, orgId, signing);
    const decided = decideRole(org.held, org.given);
    const losesOwner = org.held?.role === "owner" && decided?.role !== "owner";
    const kept = losesOwner && !(await hasOtherOwner(tx, orgId, signing.userId));
    const after = kept ? org.held : decided;
    if (!isSame(org.held, after)) topics.push(...(await write(tx, orgId, signing.userId, after)));
    entries.push(...entryOf(org, after, kept, signing));
  }
  return { entries, topics };
}
