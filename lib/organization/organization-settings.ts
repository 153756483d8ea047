import { isAtLeast, requireRole } from "#lib/auth/policy.ts";
import { unguarded } from "#lib/auth/second-factor/is-guarded.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { type OrganizationSettings, organizationSettingsSchema } from "./schema.ts";

/** Members whom asking for two-factor sign-in holds back; null for who is no admin: how somebody signs in is for admins. */
export async function countWithoutSecondFactor(viewer: Viewer): Promise<number | null> {
  if (!isAtLeast(viewer, "admin")) return null;
  return db().membership.count({ where: { orgId: viewer.orgId, user: unguarded() } });
}

/** What every member may know of the organization (ROLE-9 says who changes it). @throws Problem "sign_in_required" */
export async function getOrganizationSettings(viewer: Viewer): Promise<OrganizationSettings> {
  requireRole(viewer, "viewer", "see the organization");
  const { formerSlugs, logo, createdAt, _count, ...row } = await db().org.findUniqueOrThrow({
    where: { id: viewer.orgId },
    select: {
      name: true,
      slug: true,
      defaultVisibility: true,
      semverOnly: true,
      notesNeeded: true,
      publishRole: true,
      tokenMaxDays: true,
      requireSecondFactor: true,
      createdAt: true,
      formerSlugs: { select: { slug: true }, orderBy: { until: "desc" } },
      logo: { select: { digest: true } },
      _count: { select: { memberships: true } },
    },
  });
  return organizationSettingsSchema.parse({
    ...row,
    formerSlugs: formerSlugs.map(({ slug }) => slug),
    logo: logo?.digest ?? null,
    createdAt: createdAt.toISOString(),
    memberCount: _count.memberships,
    withoutSecondFactor: await countWithoutSecondFactor(viewer),
    permissions: { rename: isAtLeast(viewer, "owner"), change: isAtLeast(viewer, "admin") },
  });
}

/** The same, for whoever may change something of it (ROLE-9). @throws Problem "sign_in_required", "role_missing" */
export async function openOrganizationSettings(viewer: Viewer): Promise<OrganizationSettings> {
  requireRole(viewer, "admin", "change the organization");
  return getOrganizationSettings(viewer);
}
