import { recordAudit } from "#lib/audit/record-audit.ts";
import type { AuditAction } from "#lib/audit/types.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, type Tx } from "#lib/db/database.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { holdPolicies } from "./find-policy.ts";
import { holdRepositoryAlone } from "./hold-repository.ts";
import { isCatalogRepository } from "./policy.ts";
import { isExemptTag, type RepositoryPlace, topicOf } from "./put-manifest.ts";
import { findLinkedBlob, findManifest } from "./queries.ts";

/** A repository that is there, by its id. */
export type KnownPlace = RepositoryPlace & { id: string };

type Deed = { action: AuditAction; details: Record<string, string | string[]> };

/** Does it, announces it and writes it down, all in one transaction. */
async function remove(
  viewer: Viewer,
  place: KnownPlace,
  deed: Deed,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  const topic = topicOf(place);
  await db().$transaction(async (tx) => {
    await work(tx);
    await announceChange(tx, topic);
    await recordAudit(tx, {
      orgId: place.orgId,
      actor: viewer.actor,
      door: viewer.door,
      requestId: viewer.requestId,
      action: deed.action,
      subject: { kind: "repository", id: place.id, name: place.name },
      details: deed.details,
    });
  });
  applyChangeHere(topic);
}

/** `Allow` says what is left to do with it: OCI-102. */
function frozen(place: KnownPlace): Problem {
  const headers = { Allow: "GET, HEAD, PUT" };
  return isCatalogRepository(place.name)
    ? new Problem("version_immutable", { headers, hint: "Deprecate or yank it." })
    : new Problem("deletion_off", { headers });
}

/** The first of these tags that may not go (OCI-101, OCI-108). */
async function findKept(tx: Tx, place: KnownPlace, tags: string[]): Promise<string | null> {
  const policyFor = await holdPolicies(tx, place);
  for (const tag of tags) if (!policyFor(tag).delete && !(await isExemptTag(tx, place.id, tag))) return tag;
  return null;
}

/**
 * Takes a name away; the manifest stays (OCI-104).
 * @throws Problem "manifest_unknown", "version_immutable" (OCI-102), "deletion_off" (OCI-108)
 */
export async function deleteTag(viewer: Viewer, place: KnownPlace, tag: string): Promise<void> {
  await remove(viewer, place, { action: "tag.deleted", details: { tag } }, async (tx) => {
    const where = { repositoryId: place.id, tag };
    const kept = await findKept(tx, place, [tag]);
    // That it is not there is said first: whoever may ask may also look.
    const isThere = kept === null || (await tx.ociTag.findFirst({ where, select: { tag: true } }));
    if (kept !== null && isThere) throw frozen(place);
    const { count } = await tx.ociTag.deleteMany({ where });
    if (count === 0) throw new Problem("manifest_unknown", { detail: tag });
  });
}

type Naming = { tag: string; digest: string };

/** Tags of a manifest, and of every index above it: a child of a kept index is kept as well. */
async function tagsAbove(tx: Tx, repositoryId: string, digest: string): Promise<Naming[]> {
  return tx.$queryRaw<Naming[]>`
    WITH RECURSIVE above AS (
      SELECT ${digest}::text AS "digest"
      UNION
      SELECT p."manifestDigest" FROM "OciManifestPart" p
      JOIN above a ON p."digest" = a."digest" WHERE p."repositoryId" = ${repositoryId}
    )
    SELECT t."tag", t."digest" FROM "OciTag" t JOIN above a ON t."digest" = a."digest"
    WHERE t."repositoryId" = ${repositoryId} ORDER BY t."tag"`;
}

/**
 * Takes a manifest away, with all its tags; it leaves the lists of referrers, too (OCI-105).
 * @throws Problem "manifest_unknown"; "version_immutable" for a version's manifest in a catalog repository (OCI-102);
 * "deletion_off" where a policy keeps a tag of it, or of an index that names it (OCI-108)
 */
export async function deleteManifest(viewer: Viewer, place: KnownPlace, asked: Digest): Promise<void> {
  const known = await findManifest(place.id, { digest: asked });
  if (!known) throw new Problem("manifest_unknown", { detail: asked });
  const { digest } = known;
  const details: { digest: string; tags: string[] } = { digest, tags: [] };
  await remove(viewer, place, { action: "manifest.deleted", details }, async (tx) => {
    // Alone: no tag and no index comes to name it meanwhile (X5, X6).
    await holdRepositoryAlone(tx, place.orgId, place.name);
    const names = await tagsAbove(tx, place.id, digest);
    // A referrer is no version of the catalog, whatever its own tags are called (OCI-103).
    const isReferrer = known.subjectDigest !== null && isCatalogRepository(place.name);
    const keeping = isReferrer ? names.filter((one) => one.digest !== digest) : names;
    const tags = keeping.map((one) => one.tag);
    if ((await findKept(tx, place, tags)) !== null) throw frozen(place);
    details.tags = names.filter((one) => one.digest === digest).map((one) => one.tag);
    const where = { repositoryId: place.id, digest };
    await tx.ociTag.deleteMany({ where });
    const { count } = await tx.ociManifest.deleteMany({ where });
    if (count === 0) throw new Problem("manifest_unknown", { detail: asked });
  });
}

/**
 * Unlinks a blob from this repository; its bytes are the store's business.
 * @throws Problem "blob_unknown"; "blob_in_use" while a manifest here names it (OCI-106)
 */
export async function unlinkBlob(viewer: Viewer, place: KnownPlace, asked: Digest): Promise<void> {
  const blob = await findLinkedBlob(place.id, asked);
  if (!blob) throw new Problem("blob_unknown", { detail: asked });
  const { digest } = blob;
  await remove(viewer, place, { action: "blob.deleted", details: { digest } }, async (tx) => {
    // The lock waits for a manifest that is being pushed with this blob, and then sees it (X6).
    await tx.$queryRaw`
      SELECT 1 FROM "OciBlobLink" WHERE "repositoryId" = ${place.id} AND "digest" = ${digest} FOR UPDATE`;
    const user = await tx.ociManifestPart.findFirst({
      where: { repositoryId: place.id, digest },
      select: { manifestDigest: true },
    });
    if (user) throw inUse(place, user.manifestDigest);
    const { count } = await tx.ociBlobLink.deleteMany({ where: { repositoryId: place.id, digest } });
    if (count === 0) throw new Problem("blob_unknown", { detail: asked });
  });
}

function inUse(place: KnownPlace, manifestDigest: string): Problem {
  if (isCatalogRepository(place.name)) return frozen(place);
  return new Problem("blob_in_use", {
    facts: { manifest: manifestDigest },
    headers: { Allow: "GET, HEAD" },
  });
}
