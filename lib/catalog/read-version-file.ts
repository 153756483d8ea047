import type { Viewer } from "#lib/auth/types.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { requirePackage } from "./list-version-files.ts";
import { openPackage } from "./open-package.ts";

/**
 * One file of a version, out of its package (GOH-34).
 * @throws Problem "artifact_unknown", "version_unknown", "file_unknown"
 */
export async function readVersionFile(
  viewer: Viewer,
  ref: ArtifactRef,
  tag: string,
  path: string,
): Promise<{ bytes: Buffer; digest: string }> {
  const version = await requirePackage(viewer, ref, tag);
  const entry = version.files.find((file) => file.path === path);
  const file = entry && (await openPackage(ref.kind, version.packageDigest)).get(path);
  if (!file)
    throw new Problem("file_unknown", { detail: `${version.tag} has no file ${path.slice(0, 200)}.` });
  return { bytes: file.bytes, digest: entry.digest };
}

/** The package of a version, as clients download it (API-14). @throws Problem "artifact_unknown", "version_unknown" */
export async function readPackage(
  viewer: Viewer,
  ref: ArtifactRef,
  tag: string,
): Promise<{ bytes: Buffer; digest: string; fileName: string }> {
  const version = await requirePackage(viewer, ref, tag);
  return {
    bytes: await blobStore().read(digestSchema.parse(version.packageDigest)),
    digest: version.packageDigest,
    fileName: version.fileName ?? `${ref.name}-${version.tag}.tar.gz`,
  };
}
