import { recordAudit } from "#lib/audit/record-audit.ts";
import type { ProjectRole, Viewer } from "#lib/auth/types.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, type Tx } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { lockProject, type ProjectFacts, requireManageProject } from "./find-project.ts";
import { memberColumns, toProjectMember } from "./list-project-members.ts";
import type { ProjectMemberView } from "./project-schema.ts";

/** Somebody of the organization, by their id or their e-mail. */
async function findPerson(tx: Tx, orgId: string, who: string): Promise<{ id: string; name: string } | null> {
  if (who.length > 320 || who.includes("\0")) return null;
  const row = await tx.membership.findFirst({
    where: { orgId, user: { OR: [{ id: who }, { email: who.toLowerCase() }] } },
    select: { user: { select: { id: true, name: true } } },
  });
  return row?.user ?? null;
}

async function requirePerson(tx: Tx, orgId: string, who: string) {
  const person = await findPerson(tx, orgId, who);
  if (person) return person;
  throw new Problem("project_member_unknown", {
    detail: `Nobody in this organization is ${who.slice(0, 320)}.`,
    hint: "Whoever is to be a member of a project is a member of the organization first.",
  });
}

/** Registry tokens that a maintainer's API token has made hold no longer than the maintainer is one. */
const topicOf = ({ orgId }: ProjectFacts) => `organization:${orgId}`;

async function record(
  tx: Tx,
  by: Viewer,
  project: ProjectFacts,
  deed: "added" | "changed" | "removed",
  details: { person: string; name: string; before: string | null; after: string | null },
): Promise<void> {
  const { person, name, before, after } = details;
  await recordAudit(tx, {
    ...by,
    action: `project-member.${deed}`,
    subject: { kind: "project", id: project.id, name: project.name },
    details: { person, name, before: { role: before }, after: { role: after } },
  });
}

/**
 * Makes somebody of the organization a member of the project, or changes what they are there (GL-10). It holds from their
 * next request on.
 * @param who their id or their e-mail
 * @throws Problem "project_unknown", "project_member_unknown", "role_missing", "scope_missing"
 */
export async function setProjectMember(
  viewer: Viewer,
  name: string,
  who: string,
  role: ProjectRole,
): Promise<ProjectMemberView> {
  const project = await requireManageProject(viewer, name, "say who is a member of this project");
  const { orgId } = project;
  const row = await db().$transaction(async (tx) => {
    await lockProject(tx, project);
    const person = await requirePerson(tx, orgId, who);
    const key = { orgId, project: name, userId: person.id };
    const where = { orgId_project_userId: key };
    const before = await tx.projectMember.findUnique({ where, select: memberColumns });
    if (before?.role === role) return before;
    const after = await tx.projectMember.upsert({
      where,
      create: { ...key, role },
      update: { role },
      select: memberColumns,
    });
    const details = { person: person.id, name: person.name, before: before?.role ?? null, after: role };
    await record(tx, viewer, project, before ? "changed" : "added", details);
    await announceChange(tx, topicOf(project));
    return after;
  });
  applyChangeHere(topicOf(project));
  return toProjectMember(row, true);
}

/**
 * Ends somebody's membership of the project; of the organization they stay a member.
 * @throws Problem "project_unknown", "project_member_unknown", "role_missing", "scope_missing"
 */
export async function removeProjectMember(viewer: Viewer, name: string, who: string): Promise<void> {
  const project = await requireManageProject(viewer, name, "say who is a member of this project");
  const { orgId } = project;
  await db().$transaction(async (tx) => {
    await lockProject(tx, project);
    const person = await requirePerson(tx, orgId, who);
    const where = { orgId_project_userId: { orgId, project: name, userId: person.id } };
    const before = await tx.projectMember.findUnique({ where, select: { role: true } });
    if (!before)
      throw new Problem("project_member_unknown", { detail: `${person.name} is no member of ${name}.` });
    await tx.projectMember.delete({ where, select: { userId: true } });
    const details = { person: person.id, name: person.name, before: before.role, after: null };
    await record(tx, viewer, project, "removed", details);
    await announceChange(tx, topicOf(project));
  });
  applyChangeHere(topicOf(project));
}
