import type { Viewer } from "#lib/auth/types.ts";
import { acceptPush } from "#lib/catalog/publish-pushed.ts";
import { direct } from "#lib/db/direct.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { isProblem, Problem } from "#lib/problems/problem.ts";
import { subjectOfTag } from "#lib/repositories/policy.ts";
import {
  isExemptTag,
  type NewManifest,
  putManifest,
  type RepositoryPlace,
  refuseOverwrite,
  requireParts,
} from "#lib/repositories/put-manifest.ts";
import { findRepository } from "#lib/repositories/queries.ts";

async function withoutExempt(place: RepositoryPlace, tags: string[]): Promise<string[]> {
  if (tags.every((tag) => subjectOfTag(tag) === null)) return tags;
  const repositoryId = await findRepository(place.orgId, place.name);
  if (repositoryId === null) return tags;
  const exempt = await Promise.all(tags.map((tag) => isExemptTag(direct(), repositoryId, tag)));
  return tags.filter((_tag, index) => !exempt[index]);
}

/**
 * Tags of a catalog repository: those of signatures and referrers (OCI-101) are only names; a version tag publishes, by the
 * catalog's one way (OCI-92). What stands under a tag speaks before parts, kind and gates do (OCI-97).
 * @throws Problem "version_exists"; what acceptPush throws
 */
export async function publishTag(
  viewer: Viewer,
  place: RepositoryPlace,
  ref: ArtifactRef,
  manifest: NewManifest,
): Promise<void> {
  const [ociTag, another] = await withoutExempt(place, manifest.tags);
  if (ociTag === undefined) return putManifest(viewer, place, manifest);
  if (another !== undefined) {
    await refuseOverwrite(place, manifest.tags, manifest.digest);
    // Two versions could not be published together or not at all, which is what several tags promise (OCI-91).
    throw new Problem("manifest_invalid", {
      detail: `${ociTag} and ${another} would be two versions; push one version tag at a time`,
    });
  }
  try {
    await requireParts(place, manifest.parsed);
    await acceptPush(viewer, ref, { ociTag, ...manifest });
  } catch (error) {
    // Also where the database says it: a referrer that took the tag before the artifact was there (OCI-9).
    if (!isProblem(error) || error.code !== "version_exists")
      await refuseOverwrite(place, [ociTag], manifest.digest);
    throw error;
  }
  const others = manifest.tags.filter((tag) => tag !== ociTag);
  if (others.length > 0) await putManifest(viewer, place, { ...manifest, tags: others });
}
