import { hasApiScope, isAtLeastIn, requireApiScope, requireRoleIn } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db, sql, type Tx } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";

export type ProjectFacts = { id: string; orgId: string; name: string; archived: boolean };

/** Whoever is in the organization sees its projects; strangers none, also where a public artifact is in it. */
const maySeeProjects = ({ role, pattern }: Viewer) => role !== null && pattern === null;

/** Missing and not to be seen are one answer. @throws Problem "project_unknown" */
export async function requireProject(viewer: Viewer, name: string): Promise<ProjectFacts> {
  const { orgId } = viewer;
  const isName = name.length <= 63 && !name.includes("\0");
  const row =
    maySeeProjects(viewer) && isName
      ? await db().project.findUnique({
          where: { orgId_name: { orgId, name } },
          select: { id: true, archivedAt: true },
        })
      : null;
  if (!row) throw new Problem("project_unknown", { detail: name.slice(0, 100) });
  return { id: row.id, orgId, name, archived: row.archivedAt !== null };
}

/** Settings, members, archive and deletion are a maintainer's, and the admins' of the organization (ROLE-11, ROLE-5). */
export function mayManageProject(viewer: Viewer, name: string): boolean {
  return isAtLeastIn(viewer, name, "admin") && hasApiScope(viewer, "admin");
}

/** @throws Problem "project_unknown", "role_missing", "scope_missing" */
export async function requireManageProject(
  viewer: Viewer,
  name: string,
  deed: string,
): Promise<ProjectFacts> {
  const project = await requireProject(viewer, name);
  requireRoleIn(viewer, name, "admin", deed);
  requireApiScope(viewer, "admin", deed);
  return project;
}

export type LockedProject = {
  title: string;
  description: string;
  visibility: string | null;
  archivedAt: Date | null;
};

/**
 * Holds the project's row until the transaction ends, so that nothing new comes into it and what changes it comes one after
 * another.
 * @throws Problem "project_unknown" when it was deleted meanwhile
 */
export async function lockProject(tx: Tx, project: ProjectFacts): Promise<LockedProject> {
  const [row] = await tx.$queryRaw<LockedProject[]>(
    sql`SELECT "title", "description", "visibility", "archivedAt" FROM "Project"
      WHERE "id" = ${project.id} AND "orgId" = ${project.orgId} FOR UPDATE`,
  );
  if (!row) throw new Problem("project_unknown", { detail: project.name });
  return row;
}
