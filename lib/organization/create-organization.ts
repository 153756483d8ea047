import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db, isUniqueViolation } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { newId } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { CreateOrganizationInput, OrganizationEntry } from "./member-schema.ts";

/** Whoever owns the default organization looks after the server; so does the command line. */
export async function mayCreateOrganizations({ actor }: Viewer): Promise<boolean> {
  if (actor.kind === "system") return true;
  if (actor.kind !== "user") return false;
  const owned = { userId: actor.id, role: "owner", org: { slug: env().CHARTROOM_ORG } };
  return (await db().membership.count({ where: owned })) > 0;
}

/**
 * Makes another organization on this server. Whoever makes it in the browser is its first owner; at the command line it has
 * none yet.
 * @throws Problem "role_missing", "name_taken"
 */
export async function createOrganization(
  viewer: Viewer,
  { slug, name }: CreateOrganizationInput,
): Promise<OrganizationEntry> {
  if (!(await mayCreateOrganizations(viewer)))
    throw new Problem("role_missing", {
      detail: `Only an owner of the organization ${env().CHARTROOM_ORG} can make another one.`,
      hint: "Ask one of them, or whoever runs this server: chartroom org create.",
    });
  const id = newId("org");
  const owner = viewer.actor.kind === "user" ? viewer.actor.id : null;
  try {
    await db().$transaction(async (tx) => {
      const memberships = owner === null ? {} : { memberships: { create: { userId: owner, role: "owner" } } };
      await tx.org.create({ data: { id, slug, name, ...memberships }, select: { id: true } });
      await recordAudit(tx, {
        ...viewer,
        orgId: id,
        action: "organization.created",
        subject: { kind: "organization", id, name },
        details: { slug, owner },
      });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = "This slug is taken.";
    throw new Problem("name_taken", { detail: message, fields: [{ path: "slug", message }], cause: error });
  }
  return { slug, name, role: "owner" };
}
