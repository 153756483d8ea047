import type { Viewer } from "#lib/auth/types.ts";
import { db, isUniqueViolation } from "#lib/db/database.ts";
import { direct, inTransaction } from "#lib/db/direct.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { type ArtifactRef, repositoryName } from "#lib/ids/ids.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { Descriptor, ParsedManifest } from "#lib/repositories/parse-manifest.ts";
import { ensureRepository, storeManifest } from "#lib/repositories/store-manifest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { refuseBrokenBuild } from "./check-build.ts";
import { checkFiles, throwFirst } from "./check-files.ts";
import { findFacts } from "./find-artifact.ts";
import { findTaken, versionExists } from "./find-taken.ts";
import { getVersion } from "./get-version.ts";
import { KINDS } from "./kinds/kinds.ts";
import { packageLayerOf } from "./package-layer.ts";
import { grantPublish, type PublishGrant, requireCreate } from "./policy.ts";
import type { Published } from "./publish-from-draft.ts";
import { type PublishOutcome, publishFirstVersion, publishVersion } from "./publish-version.ts";
import { readArchive } from "./read-archive.ts";
import { contentHashOf, sealPushed } from "./seal-version.ts";

export type PushedManifest = {
  /** The tag as the registry has it: with `_` where the version has `+`. */
  ociTag: string;
  /** Canonical digest of the body. */
  digest: Digest;
  body: Buffer;
  parsed: ParsedManifest;
};

const hashOf = ({ config, layers }: ParsedManifest) =>
  contentHashOf(
    config?.digest ?? "",
    layers.map(({ digest }) => digest),
  );

/**
 * What stands under the tag speaks first, before kind and gates (OCI-96, OCI-97, OCI-98).
 * @returns the tag of the version that is there already, with this content; null when the tag is free
 */
async function findSame({ artifact }: PublishGrant, pushed: PushedManifest): Promise<string | null> {
  const taken = await findTaken(direct(), artifact.id, pushed.ociTag);
  if (!taken) return null;
  if (taken.manifestDigest === pushed.digest) return taken.tag;
  if (taken.contentHash !== hashOf(pushed.parsed)) throw await versionExists(direct(), taken, artifact);
  await inTransaction(async (tx) => {
    const repositoryId = await ensureRepository(tx, artifact.orgId, repositoryName(artifact));
    await storeManifest(tx, repositoryId, pushed);
  });
  return taken.tag;
}

/** The layer's bytes; a client may have named it by sha512. */
async function readLayer(layer: Descriptor): Promise<{ digest: Digest; bytes: Buffer }> {
  const row = layer.digest.startsWith("sha512:")
    ? await db().blob.findUnique({ where: { sha512: layer.digest }, select: { digest: true } })
    : { digest: layer.digest };
  if (!row) throw new Problem("manifest_part_unknown", { detail: layer.digest });
  const digest = digestSchema.parse(row.digest);
  return { digest, bytes: await blobStore().read(digest) };
}

async function sealChecked(ref: ArtifactRef, pushed: PushedManifest) {
  const layer = await readLayer(packageLayerOf(ref.kind, pushed.parsed));
  const files = await readArchive(layer.bytes, KINDS[ref.kind].archive);
  const { refusals, metadata, version } = await checkFiles(ref, pushed.ociTag, files, { isOciTag: true });
  throwFirst(refusals);
  await refuseBrokenBuild(ref.kind, files);
  // The version as people know it: a chart says it itself, because `+` cannot stand in a tag of the registry.
  const tag = version ?? pushed.ociTag;
  return sealPushed({
    ref,
    tag: versionTagSchema.parse(tag),
    files,
    metadata,
    manifest: pushed,
    layer: { digest: layer.digest, sizeBytes: layer.bytes.length },
  });
}

async function publishNew(viewer: Viewer, ref: ArtifactRef, pushed: PushedManifest): Promise<PublishOutcome> {
  requireCreate(viewer, ref);
  const sealed = await sealChecked(ref, pushed);
  try {
    return await publishFirstVersion(viewer, { ...ref, description: "", visibility: null }, sealed);
  } catch (error) {
    // Somebody made the artifact at the same moment, or the file name is taken: the other way tells which.
    const facts = isUniqueViolation(error) ? await findFacts(viewer, ref) : null;
    if (!facts) throw error;
    return publishVersion(grantPublish(viewer, facts), sealed);
  }
}

async function publishKnown(
  grant: PublishGrant,
  ref: ArtifactRef,
  pushed: PushedManifest,
): Promise<PublishOutcome> {
  const same = await findSame(grant, pushed);
  if (same !== null) return { kind: "unchanged", tag: same };
  return publishVersion(grant, await sealChecked(ref, pushed));
}

/**
 * Publishes what a client has pushed under a version tag; its blobs are in the repository already. An artifact that is
 * not there comes to be: as visible as its project has it, else private, made by whoever pushes (GOH-73).
 * @throws Problem "version_exists" with facts {tag, digest}, "manifest_invalid" for another kind, the refusals of the gates and of the grant
 */
export async function acceptPush(
  viewer: Viewer,
  ref: ArtifactRef,
  pushed: PushedManifest,
): Promise<PublishOutcome> {
  const facts = await findFacts(viewer, ref);
  if (facts) return publishKnown(grantPublish(viewer, facts), ref, pushed);
  return publishNew(viewer, ref, pushed);
}

/** acceptPush, for who wants to see the version. */
export async function publishPushed(
  viewer: Viewer,
  ref: ArtifactRef,
  pushed: PushedManifest,
): Promise<Published> {
  const { kind, tag } = await acceptPush(viewer, ref, pushed);
  return { kind, version: await getVersion(viewer, ref, tag) };
}
