import { findOrganizationBySlug } from "#lib/auth/queries.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";

export type OrganizationView = {
  slug: string;
  name: string;
  memberCount: number;
  /** sha256 of its logo, hex; null: it has none, or it is not told. */
  logo: string | null;
};

/** The viewer's organization. Before the server is set up, and for strangers, it is known by its slug only. */
export async function getOrganization(viewer: Viewer): Promise<OrganizationView> {
  const nameless = { slug: viewer.orgSlug, name: viewer.orgSlug, memberCount: 0, logo: null };
  if (viewer.role === null) return nameless;
  const org = await db().org.findUnique({
    where: { id: viewer.orgId },
    select: {
      slug: true,
      name: true,
      logo: { select: { digest: true } },
      _count: { select: { memberships: true } },
    },
  });
  if (!org) return nameless;
  const { slug, name, logo, _count } = org;
  return { slug, name, memberCount: _count.memberships, logo: logo?.digest ?? null };
}

/** The operator of the command line, in the organization of this slug. @throws Problem "organization_unknown" */
export async function operatorOf(slug: string): Promise<Viewer> {
  const org = await findOrganizationBySlug(slug);
  if (org) return systemViewer(org.id, org.slug);
  throw new Problem("organization_unknown", {
    detail: `There is no organization ${slug}.`,
    hint: "Start the server and open the set-up link that it prints, or set CHARTROOM_OWNER_EMAIL and CHARTROOM_OWNER_PASSWORD; name another organization with --org.",
  });
}

/** Whether somebody can sign in at all. */
export async function isSetUp(): Promise<boolean> {
  return (await db().user.count({ take: 1 })) > 0;
}
