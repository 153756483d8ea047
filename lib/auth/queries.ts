import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { orgSlugSchema } from "#lib/ids/name-schemas.ts";
import { ROLE_IN_PROJECT } from "./policy.ts";
import { NO_PROJECTS, type ProjectRoles, projectRoleSchema, type Role, roleSchema } from "./types.ts";

/** A person inside one organization, as the database says at this moment. */
export type Membership = {
  userId: string;
  name: string;
  email: string;
  orgId: string;
  orgSlug: string;
  orgName: string;
  role: Role;
  /** What projects add to the role (ROLE-11). */
  projects: ProjectRoles;
};

const membershipRow = {
  role: true,
  org: { select: { id: true, slug: true, name: true } },
  user: { select: { id: true, name: true, email: true } },
  projects: { select: { project: true, role: true } },
} as const;

type MembershipRow = {
  role: string;
  org: { id: string; slug: string; name: string };
  user: { id: string; name: string; email: string };
  projects: { project: string; role: string }[];
};

const toProjects = (rows: MembershipRow["projects"]): ProjectRoles =>
  rows.length === 0
    ? NO_PROJECTS
    : new Map(rows.map(({ project, role }) => [project, ROLE_IN_PROJECT[projectRoleSchema.parse(role)]]));

const toMembership = ({ role, org, user, projects }: MembershipRow): Membership => ({
  userId: user.id,
  name: user.name,
  email: user.email,
  orgId: org.id,
  orgSlug: org.slug,
  orgName: org.name,
  role: roleSchema.parse(role),
  projects: toProjects(projects),
});

/** @returns null when the person is no (longer a) member of the organization */
export async function findMembership(userId: string, orgId: string): Promise<Membership | null> {
  const row = await db().membership.findUnique({
    where: { orgId_userId: { orgId, userId } },
    select: membershipRow,
  });
  return row && toMembership(row);
}

/** A person whose session holds, with every organization they are a member of. */
export type SignedInPerson = { id: string; name: string; email: string; memberships: Membership[] };

/**
 * Whoever a session names, if it still holds: the person is there and has not ended the session since. The default
 * organization comes first, then the oldest membership; there may be none, after a removal.
 */
export async function findPerson(userId: string, sessionEpoch: number): Promise<SignedInPerson | null> {
  const user = await db().user.findUnique({
    where: { id: userId, sessionEpoch },
    select: {
      id: true,
      name: true,
      email: true,
      memberships: {
        select: {
          role: true,
          org: { select: { id: true, slug: true, name: true } },
          projects: { select: { project: true, role: true } },
        },
        orderBy: { createdAt: "asc" },
      },
    },
  });
  if (!user) return null;
  const { memberships: rows, ...person } = user;
  const memberships = rows.map((row) => toMembership({ ...row, user: person }));
  const isDefault = ({ orgSlug }: Membership) => orgSlug === env().CHARTROOM_ORG;
  return {
    ...person,
    memberships: [
      ...memberships.filter(isDefault),
      ...memberships.filter((membership) => !isDefault(membership)),
    ],
  };
}

/**
 * The membership that a session acts in where no address names another.
 * @param kept slug of the organization that this browser looked at last, as the browser says it
 */
export async function findSignedIn(
  userId: string,
  sessionEpoch: number,
  kept: string | null = null,
): Promise<Membership | null> {
  const person = await findPerson(userId, sessionEpoch);
  return chooseMembership(person?.memberships ?? [], kept);
}

/** What was kept, if the person is (still) a member there; else the first. */
export function chooseMembership(memberships: readonly Membership[], kept: string | null): Membership | null {
  return memberships.find(({ orgSlug }) => orgSlug === kept) ?? memberships[0] ?? null;
}

/** @param slug as an address says it: whatever cannot be a slug names no organization */
export async function findOrganizationBySlug(slug: string): Promise<{ id: string; slug: string } | null> {
  if (!orgSlugSchema.safeParse(slug).success) return null;
  return db().org.findUnique({ where: { slug }, select: { id: true, slug: true } });
}
