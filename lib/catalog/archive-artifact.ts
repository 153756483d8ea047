import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { holdOpenProject } from "#lib/organization/ensure-project.ts";
import { changeArtifact } from "./change-artifact.ts";
import { findFacts } from "./find-artifact.ts";
import { getArtifact } from "./get-artifact.ts";
import { grantManage } from "./policy.ts";
import type { ArtifactView } from "./schema.ts";

async function setArchived(viewer: Viewer, ref: ArtifactRef, archived: boolean): Promise<ArtifactView> {
  const deed = archived ? "archive this artifact" : "unarchive this artifact";
  const { artifact, by } = grantManage(viewer, await findFacts(viewer, ref), deed);
  await changeArtifact(by, artifact, async (tx) => {
    // One that is back in the lists while its project is not would take new versions.
    if (!archived && artifact.project) await holdOpenProject(tx, artifact.orgId, artifact.project);
    const now = clock.now();
    const { count } = await tx.artifact.updateMany({
      where: { id: artifact.id, orgId: artifact.orgId, archivedAt: archived ? null : { not: null } },
      data: { archivedAt: archived ? now : null, archivedWithProject: false, updatedAt: now },
    });
    return count === 0
      ? null
      : { action: archived ? "artifact.archived" : "artifact.unarchived", details: {} };
  });
  return getArtifact(viewer, ref);
}

/**
 * Hides the artifact from lists and search and stops edits and publications; versions stay where they are (CAT-14, ROLE-3).
 * One that is archived stays so. @throws Problem "artifact_unknown", "role_missing", "scope_missing"
 */
export function archiveArtifact(viewer: Viewer, ref: ArtifactRef): Promise<ArtifactView> {
  return setArchived(viewer, ref, true);
}

/** The reverse of archiveArtifact. @throws Problem "archived" while its project is */
export function unarchiveArtifact(viewer: Viewer, ref: ArtifactRef): Promise<ArtifactView> {
  return setArchived(viewer, ref, false);
}
