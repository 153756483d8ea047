import { unstable_rethrow } from "next/navigation";
import { ORGANIZATION_COOKIE } from "#lib/auth/asked-organization.ts";
import { leadToSecondFactor, leaveFormerSlug, signedInPerson } from "#lib/auth/session.ts";
import { mayCreate } from "#lib/catalog/policy.ts";
import { env } from "#lib/env/env.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { log } from "#lib/log/log.ts";
import { mayCreateOrganizations } from "#lib/organization/create-organization.ts";
import { getOrganization } from "#lib/organization/queries.ts";
import { logoAddress } from "#lib/organization/schema.ts";
import { asProblem } from "#lib/problems/problem.ts";
import { readCatalog } from "./catalog-data.ts";

export type ShellData = {
  counts: Record<ArtifactKind, number>;
  organization: {
    name: string;
    href: string;
    /** Address of its logo. */
    logo: string | null;
    others: { name: string; href: string }[];
  };
  /** What every address says, where there are several organizations; `cookie` where the browser may remember it. */
  kept: { slug: string; cookie: string | null } | null;
  /** null for whoever is not signed in. */
  viewer: { name: string; email: string; accountHref: string } | null;
  mayCreate: boolean;
  maySeeSettings: boolean;
  mayCreateOrganizations: boolean;
};

const homeOf = (slug: string) => `/charts?org=${slug}`;

/**
 * What the shell says. Null where it cannot be read, as while PostgreSQL is away: the shell then stands without names and
 * counts, and the page inside it says what failed.
 */
export async function readShell(): Promise<ShellData | null> {
  try {
    await leaveFormerSlug();
    await leadToSecondFactor();
    const { viewer, counts } = await readCatalog();
    const person = await signedInPerson();
    const { slug, name, logo } = await getOrganization(viewer);
    const memberships = person?.memberships ?? [];
    const others = memberships
      .filter(({ orgId }) => orgId !== viewer.orgId)
      .map(({ orgSlug, orgName }) => ({ name: orgName, href: homeOf(orgSlug) }));
    const isMember = viewer.role !== null;
    const isOneOfMany = isMember ? others.length > 0 : slug !== env().CHARTROOM_ORG || others.length > 0;
    return {
      counts,
      organization: {
        name,
        href: isOneOfMany ? homeOf(slug) : "/charts",
        logo: logo && logoAddress(slug, logo),
        others,
      },
      kept: isOneOfMany ? { slug, cookie: isMember ? ORGANIZATION_COOKIE : null } : null,
      viewer: person && { name: person.name, email: person.email, accountHref: "/settings/account" },
      mayCreate: mayCreate(viewer),
      maySeeSettings: isMember,
      mayCreateOrganizations: isMember && (await mayCreateOrganizations(viewer)),
    };
  } catch (error) {
    unstable_rethrow(error);
    log.error({ err: asProblem(error) }, "the shell could not be read");
    return null;
  }
}
