import { requireRole } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";

export type GuardedPerson = { id: string; name: string; email: string };

/**
 * Whether the viewer may open somebody's account for them. Who gets a link to choose another person's password can be that
 * person: so nobody opens an account of a higher role, nor one that reaches into an organization that is not theirs. The
 * operator of the server may.
 * @throws Problem "role_missing", "member_unknown" for who is no member here, "account_shared"
 */
export async function requireGuardian(viewer: Viewer, userId: string, deed: string): Promise<GuardedPerson> {
  requireRole(viewer, "admin", deed);
  const user = await db().user.findUnique({
    where: { id: userId, memberships: { some: { orgId: viewer.orgId } } },
    select: { id: true, name: true, email: true, memberships: { select: { orgId: true, role: true } } },
  });
  if (!user) throw new Problem("member_unknown");
  const { memberships, ...person } = user;
  if (viewer.actor.kind === "system") return person;
  if (memberships.some(({ orgId, role }) => orgId === viewer.orgId && role === "owner"))
    requireRole(viewer, "owner", `${deed} who is an owner`);
  if (memberships.some(({ orgId }) => orgId !== viewer.orgId))
    throw new Problem("account_shared", {
      detail: `${person.email} is also in another organization; what opens the account would open that one, too.`,
    });
  return person;
}
