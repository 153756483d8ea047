import { NO_PROJECTS, type Role, type Viewer } from "#lib/auth/types.ts";
import { personViewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";

export type OrganizationFixture = { id: string; slug: string };

/** An organization of its own, under a slug that nobody else has. */
export async function anOrganization(slug = `org-${crypto.randomUUID()}`): Promise<OrganizationFixture> {
  const id = newId("org");
  await db().org.create({ data: { id, slug, name: "Northgate" }, select: { id: true } });
  return { id, slug };
}

/** A person with this role in the organization, signed in. Has no password unless one is given a hash. */
export async function aMember(
  org: OrganizationFixture,
  role: Role,
  passwordHash: string | null = null,
): Promise<Viewer> {
  const userId = newId("usr");
  const email = `${userId}@example.test`;
  const name = `Ada ${role}`;
  await db().user.create({
    data: { id: userId, email, name, passwordHash, memberships: { create: { orgId: org.id, role } } },
    select: { id: true },
  });
  const person = { userId, name, email, orgId: org.id, orgSlug: org.slug, role, projects: NO_PROJECTS };
  return personViewer({ ...person, isHeldBack: false }, "portal", newId("req"));
}

/** The same person as a member of another organization, too, as they act there. */
export async function alsoIn(person: Viewer, org: OrganizationFixture, role: Role): Promise<Viewer> {
  await db().membership.create({
    data: { orgId: org.id, userId: person.actor.id, role },
    select: { role: true },
  });
  return { ...person, orgId: org.id, orgSlug: org.slug, role };
}
