import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, type Tx } from "#lib/db/database.ts";
import { lockProject, type ProjectFacts, requireManageProject } from "#lib/organization/find-project.ts";
import type { ProjectView } from "#lib/organization/project-schema.ts";
import { topicsOf } from "./change-topics.ts";
import { getProject } from "./list-projects.ts";

/** Those that are archived already stay as they are, and stay so when the project comes back. */
function setArtifacts(tx: Tx, { orgId, name }: ProjectFacts, archived: boolean): Promise<{ id: string }[]> {
  const now = clock.now();
  return archived
    ? tx.$queryRaw<{ id: string }[]>`
        UPDATE "Artifact" SET "archivedAt" = ${now}, "archivedWithProject" = true, "updatedAt" = ${now}
        WHERE "orgId" = ${orgId} AND "project" = ${name} AND "archivedAt" IS NULL RETURNING "id"`
    : tx.$queryRaw<{ id: string }[]>`
        UPDATE "Artifact" SET "archivedAt" = NULL, "archivedWithProject" = false, "updatedAt" = ${now}
        WHERE "orgId" = ${orgId} AND "project" = ${name} AND "archivedWithProject" RETURNING "id"`;
}

async function setArchived(viewer: Viewer, name: string, archived: boolean): Promise<ProjectView> {
  const deed = archived ? "archive this project" : "unarchive this project";
  const project = await requireManageProject(viewer, name, deed);
  const { id, orgId } = project;
  const topics = await db().$transaction(async (tx) => {
    const { archivedAt } = await lockProject(tx, project);
    if ((archivedAt !== null) === archived) return [];
    const now = clock.now();
    await tx.project.update({
      where: { id, orgId },
      data: { archivedAt: archived ? now : null, updatedAt: now },
      select: { id: true },
    });
    const artifacts = await setArtifacts(tx, project, archived);
    const changed = artifacts.map((artifact) => `artifact:${artifact.id}`);
    for (const topic of topicsOf(changed)) await announceChange(tx, topic);
    await recordAudit(tx, {
      ...viewer,
      action: archived ? "project.archived" : "project.unarchived",
      subject: { kind: "project", id, name },
      details: { before: { archived: !archived }, after: { archived }, artifacts: artifacts.length },
    });
    return topicsOf(changed);
  });
  for (const topic of topics) applyChangeHere(topic);
  return getProject(viewer, name);
}

/**
 * Archives the project with its artifacts: nothing new comes into it at any door, versions stay where they are (GL-11).
 * @throws Problem "project_unknown", "role_missing", "scope_missing"
 */
export function archiveProject(viewer: Viewer, name: string): Promise<ProjectView> {
  return setArchived(viewer, name, true);
}

/** The reverse of archiveProject: artifacts that were archived before it stay archived. */
export function unarchiveProject(viewer: Viewer, name: string): Promise<ProjectView> {
  return setArchived(viewer, name, false);
}
