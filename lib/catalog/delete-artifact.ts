import type { Viewer } from "#lib/auth/types.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { changeArtifact } from "./change-artifact.ts";
import { findFacts } from "./find-artifact.ts";
import { lockArtifact } from "./move-draft.ts";
import { grantManage } from "./policy.ts";

/**
 * Removes an artifact that has no versions, with its draft and history (CAT-14, API-3). Trees and blobs stay: others may
 * hold the same ones.
 * @throws Problem "artifact_has_versions"; "artifact_unknown", "role_missing", "scope_missing"
 */
export async function deleteArtifact(viewer: Viewer, ref: ArtifactRef): Promise<void> {
  const { artifact, by } = grantManage(viewer, await findFacts(viewer, ref), "delete this artifact");
  const { id, orgId } = artifact;
  await changeArtifact(by, artifact, async (tx) => {
    // Whoever publishes holds this row too, so that no version comes between the count and the end.
    await lockArtifact(tx, artifact);
    const versions = await tx.version.count({ where: { artifactId: id, orgId } });
    if (versions > 0)
      throw new Problem("artifact_has_versions", {
        detail: `It has ${versions} published ${versions === 1 ? "version" : "versions"}.`,
        hint: "Archive it: it leaves lists and search, and every version stays downloadable.",
      });
    await tx.draft.deleteMany({ where: { artifactId: id, orgId } });
    await tx.gitCommit.deleteMany({ where: { historyId: id, orgId } });
    await tx.artifact.delete({ where: { id, orgId }, select: { id: true } });
    return { action: "artifact.deleted", details: { visibility: artifact.visibility } };
  });
}
