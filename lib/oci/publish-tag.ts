import type { Viewer } from "#lib/auth/types.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import {
  isExemptTag,
  type NewManifest,
  putManifest,
  type RepositoryPlace,
} from "#lib/repositories/put-manifest.ts";
import { findRepository } from "#lib/repositories/queries.ts";

/** Tags of the catalog: signatures' and referrers' (OCI-101) are only names; a version tag publishes. */
export async function publishTag(
  viewer: Viewer,
  place: RepositoryPlace,
  _ref: ArtifactRef,
  manifest: NewManifest,
): Promise<void> {
  const repositoryId = await findRepository(place.orgId, place.name);
  const exempt = await Promise.all(
    manifest.tags.map((tag) => repositoryId !== null && isExemptTag(repositoryId, tag)),
  );
  const versionTags = manifest.tags.filter((_tag, index) => !exempt[index]);
  if (versionTags.length > 0) throw new Problem("unavailable");
  await putManifest(viewer, place, manifest);
}
