import { requireRole } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";

/** The id of the member who signs in with this e-mail. @throws Problem "role_missing" below admin, "member_unknown" */
export async function findMemberByEmail(viewer: Viewer, email: string): Promise<string> {
  requireRole(viewer, "admin", "look members up by e-mail");
  const user = await db().user.findUnique({
    where: { email, memberships: { some: { orgId: viewer.orgId } } },
    select: { id: true },
  });
  if (user) return user.id;
  throw new Problem("member_unknown", { detail: `${email} is no member of ${viewer.orgSlug}.` });
}
