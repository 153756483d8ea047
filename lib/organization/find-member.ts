import type { Role, Viewer } from "#lib/auth/types.ts";
import { roleSchema } from "#lib/auth/types.ts";
import type { Tx } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { lockMembers } from "./lock-members.ts";

export type HeldMember = { id: string; name: string; email: string; role: Role };

/** @throws Problem "member_unknown", also for who is a member elsewhere */
async function findMember(tx: Tx, orgId: string, id: string): Promise<HeldMember> {
  const row = await tx.membership.findUnique({
    where: { orgId_userId: { orgId, userId: id } },
    select: { role: true, user: { select: { id: true, name: true, email: true } } },
  });
  if (!row) throw new Problem("member_unknown");
  return { ...row.user, role: roleSchema.parse(row.role) };
}

/**
 * Holds who is in the organization until the transaction ends, and reads a member.
 * @returns the viewer with the role they have now: it may have been taken away while they waited for their turn
 * @throws Problem "member_unknown"
 */
export async function holdMember(
  tx: Tx,
  viewer: Viewer,
  id: string,
): Promise<{ member: HeldMember; by: Viewer }> {
  await lockMembers(tx, viewer.orgId);
  const by = await asOfNow(tx, viewer);
  return { member: await findMember(tx, viewer.orgId, id), by };
}

/** The viewer as they are once it is their turn. Tokens and the command line stay what they came as. */
export async function asOfNow(tx: Tx, viewer: Viewer): Promise<Viewer> {
  if (viewer.actor.kind !== "user") return viewer;
  const row = await tx.membership.findUnique({
    where: { orgId_userId: { orgId: viewer.orgId, userId: viewer.actor.id } },
    select: { role: true },
  });
  return { ...viewer, role: row ? roleSchema.parse(row.role) : null };
}

export const countOwners = (tx: Tx, orgId: string): Promise<number> =>
  tx.membership.count({ where: { orgId, role: "owner" } });
