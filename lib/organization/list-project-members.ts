import { projectRoleSchema, type Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { mayManageProject, requireProject } from "./find-project.ts";
import type { ProjectMemberView } from "./project-schema.ts";

type Row = {
  role: string;
  createdAt: Date;
  membership: { user: { id: string; name: string; email: string } };
};

export const memberColumns = {
  role: true,
  createdAt: true,
  membership: { select: { user: { select: { id: true, name: true, email: true } } } },
} as const;

/** @param seesEmail whoever manages the project tells people of one name apart by it */
export function toProjectMember(row: Row, seesEmail: boolean): ProjectMemberView {
  const { id, name, email } = row.membership.user;
  return {
    id,
    name,
    email: seesEmail ? email : null,
    role: projectRoleSchema.parse(row.role),
    addedAt: row.createdAt.toISOString(),
  };
}

/** Who is a member of the project, by name. @throws Problem "project_unknown" */
export async function listProjectMembers(
  viewer: Viewer,
  name: string,
): Promise<{ items: ProjectMemberView[] }> {
  const { orgId } = await requireProject(viewer, name);
  const rows = await db().projectMember.findMany({
    where: { orgId, project: name },
    select: memberColumns,
    orderBy: [{ membership: { user: { name: "asc" } } }, { userId: "asc" }],
  });
  const seesEmail = mayManageProject(viewer, name);
  return { items: rows.map((row) => toProjectMember(row, seesEmail)) };
}

export type Candidate = { name: string; email: string };
const MOST_CANDIDATES = 500;

/** Members of the organization who can be added, for whoever may add them; nobody for others. */
export async function listCandidates(viewer: Viewer, project: string): Promise<Candidate[]> {
  const { orgId } = viewer;
  if (!mayManageProject(viewer, project)) return [];
  const rows = await db().membership.findMany({
    where: { orgId, projects: { none: { project } } },
    select: { user: { select: { name: true, email: true } } },
    orderBy: { user: { name: "asc" } },
    take: MOST_CANDIDATES,
  });
  return rows.map(({ user }) => user);
}
