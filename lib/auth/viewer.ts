import { isListening, onChange } from "#lib/db/changes.ts";
import { env } from "#lib/env/env.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { Problem } from "#lib/problems/problem.ts";
import { findOrganizationBySlug, type Membership } from "./queries.ts";
import { type Door, NO_PROJECTS, type Viewer } from "./types.ts";

type OrgName = { id: string; slug: string };

/** Every anonymous pull asks for the default organization: it is kept until something about it changes. */
const shelf = () =>
  processWide("auth.default-org", () => {
    const kept: { org: OrgName | null } = { org: null };
    onChange((topic) => {
      if (topic === "*" || topic === `organization:${kept.org?.id}`) kept.org = null;
    });
    return kept;
  });

async function findDefaultOrg(): Promise<OrgName | null> {
  const kept = shelf();
  if (kept.org) return kept.org;
  // The setting may say a slug that the organization had before.
  const org = await findOrganizationBySlug(env().CHARTROOM_ORG);
  if (isListening()) kept.org = org;
  return org;
}

const nothingMore = { projects: NO_PROJECTS, apiScope: null, registryScope: null, pattern: null };

/** @returns the organization that an address names; without one the default organization */
async function findAsked(slug: string | null): Promise<OrgName> {
  const isDefault = slug === null || slug === env().CHARTROOM_ORG;
  const org = isDefault ? await findDefaultOrg() : await findOrganizationBySlug(slug);
  // Before the server is set up, and for a slug that nobody has, the empty id matches nothing: the same as nothing public.
  return org ?? { id: "", slug: slug ?? env().CHARTROOM_ORG };
}

/**
 * Not signed in, or no member: sees what is public in the organization that the address names, else in the default one
 * (ROLE-13).
 */
export async function anonymousViewer(
  door: Door,
  requestId: string,
  asked: string | null = null,
): Promise<Viewer> {
  // A read from memory is not made to wait, not even for a promise: every anonymous pull comes by here.
  const org = (asked === null && shelf().org) || (await findAsked(asked));
  return {
    ...nothingMore,
    orgId: org.id,
    orgSlug: org.slug,
    role: null,
    actor: { kind: "anonymous", id: "", name: "anonymous", email: null },
    door,
    requestId,
  };
}

/** Of a person, or of a token that acts for one: no caller can forget what the organization asks of accounts. */
export function refuseHeldBack({ isHeldBack, orgSlug }: Pick<Membership, "isHeldBack" | "orgSlug">): void {
  if (!isHeldBack) return;
  throw new Problem("second_factor_required", {
    detail: `the organization ${orgSlug} asks for two-factor sign-in, and this account has none`,
  });
}

/**
 * A person in the browser, with the role they have at this moment.
 * @throws Problem "second_factor_required"
 */
export function personViewer(person: Omit<Membership, "orgName">, door: Door, requestId: string): Viewer {
  refuseHeldBack(person);
  const { userId, name, email, orgId, orgSlug, role, projects } = person;
  return {
    ...nothingMore,
    orgId,
    orgSlug,
    role,
    projects,
    actor: { kind: "user", id: userId, name, email },
    door,
    requestId,
  };
}

/** The operator at the command line: may everything in this organization. */
export function systemViewer(orgId: string, orgSlug: string): Viewer {
  return {
    ...nothingMore,
    orgId,
    orgSlug,
    role: "owner",
    actor: { kind: "system", id: "system", name: "command line", email: null },
    door: "cli",
    requestId: "",
  };
}
