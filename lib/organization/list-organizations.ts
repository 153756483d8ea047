import { requireRole } from "#lib/auth/policy.ts";
import { roleSchema, type Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import type { OrganizationList } from "./member-schema.ts";

/** The organizations of whoever asks, by name; of a token, the one that it belongs to. @throws Problem "sign_in_required" */
export async function listOrganizations(viewer: Viewer): Promise<OrganizationList> {
  requireRole(viewer, "viewer", "see organizations");
  if (viewer.actor.kind !== "user") {
    const org = await db().org.findUnique({
      where: { id: viewer.orgId },
      select: { slug: true, name: true },
    });
    return { items: org && viewer.role ? [{ ...org, role: viewer.role }] : [] };
  }
  const rows = await db().membership.findMany({
    where: { userId: viewer.actor.id },
    select: { role: true, org: { select: { slug: true, name: true } } },
    orderBy: { org: { name: "asc" } },
  });
  return { items: rows.map(({ role, org }) => ({ ...org, role: roleSchema.parse(role) })) };
}
