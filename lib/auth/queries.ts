import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { ROLE_IN_PROJECT } from "./policy.ts";
import { NO_PROJECTS, type ProjectRoles, projectRoleSchema, type Role, roleSchema } from "./types.ts";

/** A person inside one organization, as the database says at this moment. */
export type Membership = {
  userId: string;
  name: string;
  email: string;
  orgId: string;
  orgSlug: string;
  role: Role;
  /** What projects add to the role (ROLE-11). */
  projects: ProjectRoles;
};

const membershipRow = {
  role: true,
  createdAt: true,
  org: { select: { id: true, slug: true } },
  user: { select: { id: true, name: true, email: true, sessionEpoch: true } },
  projects: { select: { project: true, role: true } },
} as const;

type MembershipRow = {
  role: string;
  org: { id: string; slug: string };
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

/**
 * Whoever a session names, if it still holds: the person is there, is a member of some organization, and has not ended
 * the session since. Where there are several organizations, the default one comes first, then the oldest membership.
 */
export async function findSignedIn(userId: string, sessionEpoch: number): Promise<Membership | null> {
  const rows = await db().membership.findMany({
    where: { userId, user: { sessionEpoch } },
    select: membershipRow,
    orderBy: { createdAt: "asc" },
  });
  const row = rows.find(({ org }) => org.slug === env().CHARTROOM_ORG) ?? rows[0];
  return row ? toMembership(row) : null;
}
