import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, isUniqueViolation, type Json, type Tx } from "#lib/db/database.ts";
import type { TreeFile } from "#lib/git/types.ts";
import { displayName, newId, repositoryName } from "#lib/ids/ids.ts";
import { semverKey, semverOf, toOciTag } from "#lib/ids/version-tag.ts";
import { publishTotal } from "#lib/metrics/metrics.ts";
import { Problem } from "#lib/problems/problem.ts";
import { findRepository, findTag } from "#lib/repositories/queries.ts";
import { ensureRepository, insertTag, linkBlobs, storeManifest } from "#lib/repositories/store-manifest.ts";
import { findTaken, isSameContent, type TakenVersion, versionExists } from "./find-taken.ts";
import { insertArtifact, type NewArtifact } from "./insert-artifact.ts";
import { draftMoved, holdArtifact, moveDraft, readHead } from "./move-draft.ts";
import { grantPublish, type PublishGrant } from "./policy.ts";
import { recordDeed } from "./record-deed.ts";
import { refreshArtifact } from "./refresh-artifact.ts";
import type { SealedVersion } from "./sealed-version.ts";
import { insertCheck } from "./write-check.ts";

/** Publishing out of a draft: the version refers to its head, or to the release commit that follows it (CAT-22, CAT-23). */
export type DraftSource = {
  /** The commit that was reviewed. */
  head: string;
  /** Where Chart.yaml does not say the tag yet: the tree that does. */
  release: TreeFile[] | null;
};

export type PublishOutcome =
  | { kind: "published"; tag: string }
  /** The same content again: a retry succeeded, and nothing was written (PUB-10). */
  | { kind: "unchanged"; tag: string };

async function commitOf(tx: Tx, grant: PublishGrant, sealed: SealedVersion, draft: DraftSource | null) {
  if (!draft) return null;
  const head = await readHead(tx, grant.artifact);
  if (head !== draft.head) throw draftMoved(head);
  if (!draft.release) return head;
  const move = { parentId: head, files: draft.release, message: `Release ${sealed.tag}` };
  const { commit } = await moveDraft(tx, grant.by, grant.artifact, move);
  return commit;
}

async function insertVersion(
  tx: Tx,
  { artifact, by }: PublishGrant,
  sealed: SealedVersion,
  facts: { commitId: string | null; publishedAt: Date; manifestDigest: string },
): Promise<void> {
  const semver = semverOf(sealed.tag);
  const isChart = artifact.kind === "chart";
  const last = await tx.version.findFirst({
    where: { artifactId: artifact.id },
    orderBy: { position: "desc" },
    select: { position: true },
  });
  const id = newId("ver");
  await tx.version.create({
    data: {
      ...facts,
      id,
      orgId: artifact.orgId,
      artifactId: artifact.id,
      tag: sealed.tag,
      ociTag: toOciTag(sealed.tag),
      semver: semver?.version ?? null,
      semverKey: semver && semverKey(semver),
      prerelease: (semver?.prerelease.length ?? 0) > 0,
      fileName: isChart ? `${artifact.name}-${sealed.tag}.tgz` : null,
      helmRepository: isChart ? `${artifact.orgId}/${artifact.project}` : null,
      packageDigest: sealed.packageDigest,
      packageBytes: sealed.packageBytes,
      contentHash: sealed.contentHash,
      files: sealed.files,
      metadata: sealed.metadata as Json, // It was read from YAML into what JSON can hold.
      notes: sealed.notes,
      authorKind: by.actor.kind,
      authorId: by.actor.id,
      authorName: by.actor.name,
      via: by.door,
      position: (last?.position ?? 0) + 1,
    },
    select: { id: true },
  });
  await insertCheck(tx, { id, orgId: artifact.orgId }, sealed.found);
}

/** OCI-98: another manifest around the same content is kept under its digest; the tag keeps its first. */
async function keepManifest(
  tx: Tx,
  { artifact }: PublishGrant,
  sealed: SealedVersion,
  taken: TakenVersion,
): Promise<void> {
  if (!sealed.isPushed) return;
  const manifest = sealed.manifest(taken);
  if (manifest.digest === taken.manifestDigest) return;
  const repositoryId = await ensureRepository(tx, artifact.orgId, repositoryName(artifact));
  await storeManifest(tx, repositoryId, manifest);
}

async function writeVersion(
  tx: Tx,
  grant: PublishGrant,
  sealed: SealedVersion,
  draft: DraftSource | null,
): Promise<PublishOutcome> {
  const { artifact } = grant;
  await holdArtifact(tx, artifact);
  const taken = await findTaken(tx, artifact.id, sealed.tag);
  if (taken) {
    if (!isSameContent(taken, sealed)) throw await versionExists(tx, taken, artifact);
    await keepManifest(tx, grant, sealed, taken);
    return { kind: "unchanged", tag: taken.tag };
  }
  const commitId = await commitOf(tx, grant, sealed, draft);
  const publishedAt = clock.now();
  const manifest = sealed.manifest({ commitId, publishedAt });
  const repositoryId = await ensureRepository(tx, artifact.orgId, repositoryName(artifact));
  await linkBlobs(tx, repositoryId, sealed.blobs);
  await storeManifest(tx, repositoryId, manifest);
  await insertTag(tx, repositoryId, toOciTag(sealed.tag), manifest.digest);
  await insertVersion(tx, grant, sealed, { commitId, publishedAt, manifestDigest: manifest.digest });
  await refreshArtifact(tx, artifact, sealed, publishedAt);
  await announceChange(tx, `artifact:${artifact.id}`);
  await announceChange(tx, `repository:${artifact.orgId}/${repositoryName(artifact)}`);
  await recordDeed(tx, grant.by, artifact, "version.published", {
    tag: sealed.tag,
    digest: manifest.digest,
    packageDigest: sealed.packageDigest,
  });
  return { kind: "published", tag: sealed.tag };
}

/** What a unique constraint has refused: the tag, or the file name in the Helm repository (PUB-3, S17). */
async function explainCollision(
  grant: PublishGrant,
  sealed: SealedVersion,
  cause: unknown,
): Promise<PublishOutcome> {
  const { artifact } = grant;
  const taken = await findTaken(db(), artifact.id, sealed.tag);
  if (taken && isSameContent(taken, sealed)) return { kind: "unchanged", tag: taken.tag };
  if (taken) throw await versionExists(db(), taken, artifact);
  // A referrer may have taken the tag: it is no version, and the tag is not free (OCI-9).
  const repositoryId = await findRepository(artifact.orgId, repositoryName(artifact));
  const named = repositoryId && (await findTag(repositoryId, toOciTag(sealed.tag)));
  if (named) throw await versionExists(db(), { tag: sealed.tag, manifestDigest: named }, artifact);
  const fileName = `${artifact.name}-${sealed.tag}.tgz`;
  const other = await db().version.findUnique({
    where: { helmRepository_fileName: { helmRepository: `${artifact.orgId}/${artifact.project}`, fileName } },
    select: { tag: true, artifact: { select: { name: true, project: true } } },
  });
  if (!other) throw cause;
  throw new Problem("file_name_taken", {
    detail: `${fileName} is the file of ${displayName(other.artifact)} ${other.tag} in the same Helm repository`,
    hint: "Choose another version tag or another name.",
    facts: { fileName },
    cause,
  });
}

/** Two writers that wait for each other: PostgreSQL ends one of them, and its work can simply be done again. */
function isDeadlock(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "P2034";
}
const MAX_TRIES = 4;

async function inTransaction<T>(work: (tx: Tx) => Promise<T>, tries = 1): Promise<T> {
  try {
    return await db().$transaction(work);
  } catch (error) {
    if (!isDeadlock(error) || tries >= MAX_TRIES) throw error;
    return inTransaction(work, tries + 1);
  }
}

/** At once in this process; others hear it from the database. */
function applyHere({ artifact, by }: PublishGrant, outcome: PublishOutcome): void {
  publishTotal.inc({ kind: artifact.kind, door: by.door, outcome: outcome.kind });
  applyChangeHere(`artifact:${artifact.id}`);
  applyChangeHere(`repository:${artifact.orgId}/${repositoryName(artifact)}`);
}

/**
 * The one way in which a version comes to be, behind every door. Its blobs are in the store, fsynced; here one transaction
 * writes version, repository, tag, audit row and what lists show, all or nothing. Who was first is decided by the
 * unique constraints; a retry with the same content is a success.
 * @throws Problem "version_exists" with facts {tag, digest}, "file_name_taken", "draft_moved", "archived"
 */
export async function publishVersion(
  grant: PublishGrant,
  sealed: SealedVersion,
  draft: DraftSource | null = null,
): Promise<PublishOutcome> {
  try {
    const outcome = await inTransaction((tx) => writeVersion(tx, grant, sealed, draft));
    applyHere(grant, outcome);
    return outcome;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return explainCollision(grant, sealed, error);
  }
}

/**
 * The same for an artifact that comes to be with its first version, as `helm push` makes it: both or none.
 * @throws as publishVersion; a unique violation when somebody else made the artifact at the same moment
 */
export async function publishFirstVersion(
  viewer: Viewer,
  artifact: NewArtifact,
  sealed: SealedVersion,
): Promise<PublishOutcome> {
  const { grant, outcome } = await inTransaction(async (tx) => {
    const made = grantPublish(viewer, await insertArtifact(tx, viewer, artifact));
    return { grant: made, outcome: await writeVersion(tx, made, sealed, null) };
  });
  applyHere(grant, outcome);
  return outcome;
}
