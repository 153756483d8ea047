import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, type Tx } from "#lib/db/database.ts";
import { displayName, repositoryName } from "#lib/ids/ids.ts";
import { lockProject, type ProjectFacts, requireManageProject } from "#lib/organization/find-project.ts";
import { Problem } from "#lib/problems/problem.ts";
import { topicsOf } from "./change-topics.ts";
import { factsColumns, toFacts } from "./find-artifact.ts";
import type { ArtifactFacts } from "./types.ts";

/** Held, so that no version comes between the count and the end. */
async function holdArtifacts(tx: Tx, { orgId, name }: ProjectFacts): Promise<ArtifactFacts[]> {
  await tx.$queryRaw`SELECT "id" FROM "Artifact" WHERE "orgId" = ${orgId} AND "project" = ${name} ORDER BY "id" FOR UPDATE`;
  const rows = await tx.artifact.findMany({ where: { orgId, project: name }, select: factsColumns });
  return rows.map(toFacts);
}

async function refuseVersions(tx: Tx, artifacts: ArtifactFacts[]): Promise<void> {
  const versions = await tx.version.count({ where: { artifactId: { in: artifacts.map(({ id }) => id) } } });
  if (versions === 0) return;
  throw new Problem("project_has_versions", {
    detail: `Its artifacts have ${versions} published ${versions === 1 ? "version" : "versions"}.`,
    hint: "Archive it: its artifacts leave lists and search, and every version stays downloadable.",
  });
}

/**
 * Removes a project without versions, with the drafts in it and its members (GL-11). Plain repositories are no part of it:
 * they stay, and are in no project then.
 * @throws Problem "project_has_versions"; "project_unknown", "role_missing", "scope_missing"
 */
export async function deleteProject(viewer: Viewer, name: string): Promise<void> {
  const project = await requireManageProject(viewer, name, "delete this project");
  const { id, orgId } = project;
  const topics = await db().$transaction(async (tx) => {
    await lockProject(tx, project);
    const artifacts = await holdArtifacts(tx, project);
    await refuseVersions(tx, artifacts);
    const ids = artifacts.map((artifact) => artifact.id);
    await tx.draft.deleteMany({ where: { orgId, artifactId: { in: ids } } });
    await tx.gitCommit.deleteMany({ where: { orgId, historyId: { in: ids } } });
    await tx.artifact.deleteMany({ where: { orgId, id: { in: ids } } });
    await tx.project.delete({ where: { id, orgId }, select: { id: true } });
    const changed = artifacts.flatMap((one) => [
      `artifact:${one.id}`,
      `repository:${orgId}/${repositoryName(one)}`,
    ]);
    // Its maintainers' API tokens make registry tokens no more.
    changed.push(`organization:${orgId}`);
    for (const topic of topicsOf(changed)) await announceChange(tx, topic);
    await recordAudit(tx, {
      ...viewer,
      action: "project.deleted",
      subject: { kind: "project", id, name },
      details: { artifacts: artifacts.map((one) => `${one.kind} ${displayName(one)}`) },
    });
    return topicsOf(changed);
  });
  for (const topic of topics) applyChangeHere(topic);
}
