import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { orgSlugSchema } from "#lib/ids/name-schemas.ts";
import { ROLE_IN_PROJECT } from "./policy.ts";
import { isGuarded } from "./second-factor/is-guarded.ts";
import {
  NO_PROJECTS,
  type ProjectRoles,
  projectRoleSchema,
  type Role,
  roleSchema,
  type SessionClaims,
} from "./types.ts";

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
  /** The organization asks for two-factor sign-in, and there was none: nothing may be seen or done in it. */
  isHeldBack: boolean;
};

const membershipRow = {
  role: true,
  org: { select: { id: true, slug: true, name: true, requireSecondFactor: true } },
  user: {
    select: {
      id: true,
      name: true,
      email: true,
      secondFactor: { select: { confirmedAt: true } },
      identities: { take: 1, select: { userId: true } },
    },
  },
  projects: { select: { project: true, role: true } },
} as const;

type ProjectRow = { project: string; role: string };
type MembershipRow = {
  role: string;
  org: { id: string; slug: string; name: string };
  user: { id: string; name: string; email: string };
  projects: ProjectRow[];
  isHeldBack: boolean;
};

const toProjects = (rows: MembershipRow["projects"]): ProjectRoles =>
  rows.length === 0
    ? NO_PROJECTS
    : new Map(rows.map(({ project, role }) => [project, ROLE_IN_PROJECT[projectRoleSchema.parse(role)]]));

const toMembership = ({ role, org, user, projects, isHeldBack }: MembershipRow): Membership => ({
  userId: user.id,
  name: user.name,
  email: user.email,
  orgId: org.id,
  orgSlug: org.slug,
  orgName: org.name,
  role: roleSchema.parse(role),
  projects: toProjects(projects),
  isHeldBack,
});

/**
 * A member, whether or not they are signed in: their tokens ask. Held back is who has no second factor, and no name at the
 * provider either.
 * @returns null when the person is no (longer a) member of the organization */
export async function findMembership(userId: string, orgId: string): Promise<Membership | null> {
  const row = await db().membership.findUnique({
    where: { orgId_userId: { orgId, userId } },
    select: membershipRow,
  });
  if (!row) return null;
  return toMembership({ ...row, isHeldBack: row.org.requireSecondFactor && !isGuarded(row.user) });
}

/** A person whose session holds, with every organization they are a member of. */
export type SignedInPerson = {
  id: string;
  name: string;
  email: string;
  memberships: Membership[];
  /** When the session was last seen before this request. */
  seenAt: Date;
};

type OrgRow = {
  orgId: string;
  orgSlug: string;
  orgName: string;
  role: string;
  projects: ProjectRow[];
  isHeldBack: boolean;
};
type PersonRow = { userId: string; name: string; email: string; seenAt: Date } & ({ orgId: null } | OrgRow);

/**
 * Whoever a session names, if it still holds: it was not ended and has not expired, the person is there and has not ended
 * all sessions since. The default organization comes first, then the oldest membership; there may be none, after a removal.
 * Where an organization asks for two-factor sign-in, a session by the provider of OpenID Connect is the provider's matter.
 * One statement, because each page and each request of a page asks it.
 */
export async function findPerson({ sub, epoch, sid }: SessionClaims): Promise<SignedInPerson | null> {
  const rows = await db().$queryRaw<PersonRow[]>`
    SELECT u."id" AS "userId", u."name", u."email", s."seenAt",
      o."id" AS "orgId", o."slug" AS "orgSlug", o."name" AS "orgName", m."role",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('project', p."project", 'role', p."role")), '[]')
        FROM "ProjectMember" p WHERE p."orgId" = m."orgId" AND p."userId" = m."userId") AS "projects",
      o."requireSecondFactor" AND s."how" <> 'openid' AND NOT EXISTS (SELECT 1 FROM "SecondFactor" f
        WHERE f."userId" = u."id" AND f."confirmedAt" IS NOT NULL) AS "isHeldBack"
    FROM "Session" s
    JOIN "User" u ON u."id" = s."userId"
    LEFT JOIN "Membership" m ON m."userId" = u."id"
    LEFT JOIN "Org" o ON o."id" = m."orgId"
    WHERE s."id" = ${sid} AND s."userId" = ${sub} AND s."endedAt" IS NULL AND s."expiresAt" > ${clock.now()}
      AND u."sessionEpoch" = ${epoch}
    ORDER BY o."slug" = ${env().CHARTROOM_ORG} DESC, m."createdAt"`;
  const [first] = rows;
  if (!first) return null;
  const { userId: id, name, email, seenAt } = first;
  const memberships = rows.flatMap((row) =>
    row.orgId === null
      ? []
      : toMembership({
          role: row.role,
          org: { id: row.orgId, slug: row.orgSlug, name: row.orgName },
          user: { id, name, email },
          projects: row.projects,
          isHeldBack: row.isHeldBack,
        }),
  );
  return { id, name, email, memberships, seenAt };
}

/**
 * The membership that a session acts in where no address names another.
 * @param kept slug of the organization that this browser looked at last, as the browser says it
 */
export async function findSignedIn(
  claims: SessionClaims,
  kept: string | null = null,
): Promise<Membership | null> {
  const person = await findPerson(claims);
  return chooseMembership(person?.memberships ?? [], kept);
}

/** What was kept, if the person is (still) a member there; else the first. */
export function chooseMembership(memberships: readonly Membership[], kept: string | null): Membership | null {
  return memberships.find(({ orgSlug }) => orgSlug === kept) ?? memberships[0] ?? null;
}

/**
 * An organization by its slug, or by one that it had before: old addresses go on to lead there.
 * @param slug as an address says it: whatever cannot be a slug names no organization
 */
export async function findOrganizationBySlug(slug: string): Promise<{ id: string; slug: string } | null> {
  if (!orgSlugSchema.safeParse(slug).success) return null;
  const [org] = await db().$queryRaw<{ id: string; slug: string }[]>`
    SELECT "id", "slug" FROM "Org"
    WHERE "slug" = ${slug} OR "id" = (SELECT "orgId" FROM "FormerSlug" WHERE "slug" = ${slug})`;
  return org ?? null;
}
