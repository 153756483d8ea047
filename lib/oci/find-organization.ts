import { findOrganizationBySlug } from "#lib/auth/queries.ts";
import type { Viewer } from "#lib/auth/types.ts";

/**
 * The organization that somebody names in front of a catalog repository (OCI-7), by its slug or by one that it had before.
 * @returns null when there is none
 */
export async function findOrganization(viewer: Viewer, slug: string | null): Promise<string | null> {
  if (slug === null || slug === viewer.orgSlug) return viewer.orgId;
  return (await findOrganizationBySlug(slug))?.id ?? null;
}
