import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { requireArtifact, versionUnknown } from "./get-version.ts";
import type { VersionFile } from "./schema.ts";
import { toVersionFiles } from "./version-row.ts";

/** What a version's package is and holds, for those who read it. @throws Problem "artifact_unknown", "version_unknown" */
export async function requirePackage(viewer: Viewer, ref: ArtifactRef, tag: string) {
  const { facts } = await requireArtifact(viewer, ref);
  const row = await db().version.findUnique({
    where: { artifactId_tag: { artifactId: facts.id, tag }, orgId: viewer.orgId },
    select: { tag: true, packageDigest: true, fileName: true, files: true },
  });
  if (!row) throw await versionUnknown(facts, tag);
  return { ...row, files: toVersionFiles(row.files), kind: facts.kind, name: facts.name };
}

/** GOH-34, API-14. @throws Problem "artifact_unknown", "version_unknown" */
export async function listVersionFiles(
  viewer: Viewer,
  ref: ArtifactRef,
  tag: string,
): Promise<VersionFile[]> {
  return (await requirePackage(viewer, ref, tag)).files;
}
