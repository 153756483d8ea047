import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";

/** The organization that a stranger names in front of a catalog repository (OCI-7). @returns null when there is none */
export async function findOrganization(viewer: Viewer, slug: string | null): Promise<string | null> {
  if (slug === null || slug === viewer.orgSlug) return viewer.orgId;
  const org = await db().org.findUnique({ where: { slug }, select: { id: true } });
  return org?.id ?? null;
}
