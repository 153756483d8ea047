import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, type Tx } from "#lib/db/database.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { isExemptTag, type RepositoryPlace, topicOf } from "./put-manifest.ts";
import { findLinkedBlob, findManifest } from "./queries.ts";

/** A repository that is there, by its id. */
export type KnownPlace = RepositoryPlace & { id: string };

type Deed = { action: string; details: Record<string, string | string[]> };

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
const frozen = () =>
  new Problem("version_immutable", { headers: { Allow: "GET, HEAD, PUT" }, hint: "Deprecate or yank it." });

/** Takes a name away; the manifest stays (OCI-104). @throws Problem "manifest_unknown", "version_immutable" (OCI-102) */
export async function deleteTag(viewer: Viewer, place: KnownPlace, tag: string): Promise<void> {
  const unknown = () => new Problem("manifest_unknown", { detail: tag });
  if (!place.policy.delete) {
    const known = await findManifest(place.id, { tag });
    if (!known) throw unknown();
    if (!(await isExemptTag(place.id, tag))) throw frozen();
  }
  await remove(viewer, place, { action: "tag.deleted", details: { tag } }, async (tx) => {
    const { count } = await tx.ociTag.deleteMany({ where: { repositoryId: place.id, tag } });
    if (count === 0) throw unknown();
  });
}

/**
 * A referrer is no version, whatever its tags are called; of the rest every tag has to be one of those that may go, and a
 * version's own is not among them (OCI-103).
 */
async function mayGo(place: KnownPlace, tags: string[], isReferrer: boolean): Promise<boolean> {
  if (place.policy.delete || isReferrer) return true;
  const exempt = await Promise.all(tags.map((tag) => isExemptTag(place.id, tag)));
  return exempt.every(Boolean);
}

/**
 * Takes a manifest away, with all its tags; it leaves the lists of referrers, too (OCI-105).
 * @throws Problem "manifest_unknown"; "version_immutable" for a version's manifest in a catalog repository (OCI-102)
 */
export async function deleteManifest(viewer: Viewer, place: KnownPlace, asked: Digest): Promise<void> {
  const known = await findManifest(place.id, { digest: asked });
  if (!known) throw new Problem("manifest_unknown", { detail: asked });
  const { digest, subjectDigest } = known;
  const where = { repositoryId: place.id, digest };
  const rows = await db().ociTag.findMany({ where, select: { tag: true } });
  const tags = rows.map((row) => row.tag);
  if (!(await mayGo(place, tags, subjectDigest !== null))) throw frozen();
  await remove(viewer, place, { action: "manifest.deleted", details: { digest, tags } }, async (tx) => {
    // Only the tags that were looked at: one that came since keeps the manifest, by its foreign key.
    await tx.ociTag.deleteMany({ where: { ...where, tag: { in: tags } } });
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
  if (!place.policy.delete) return frozen();
  return new Problem("blob_in_use", {
    facts: { manifest: manifestDigest },
    headers: { Allow: "GET, HEAD" },
  });
}
