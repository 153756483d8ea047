import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, isDeadlock, isUniqueViolation, type SqlTx, type Tx } from "#lib/db/database.ts";
import { direct, inTransaction } from "#lib/db/direct.ts";
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
import { requirePublishRules } from "./require-publish-rules.ts";
import type { SealedVersion } from "./sealed-version.ts";
import type { ArtifactFacts } from "./types.ts";
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

/** What caches keep of an artifact and of what the registry serves of it. */
const topicsOf = (artifact: ArtifactFacts) => [
  `artifact:${artifact.id}`,
  `repository:${artifact.orgId}/${repositoryName(artifact)}`,
];

async function commitFrom(tx: Tx, grant: PublishGrant, sealed: SealedVersion, draft: DraftSource) {
  const head = await readHead(tx, grant.artifact);
  if (head !== draft.head) throw draftMoved(head);
  if (!draft.release) return head;
  const move = { parentId: head, files: draft.release, message: `Release ${sealed.tag}` };
  const { commit } = await moveDraft(tx, grant.by, grant.artifact, move);
  return commit;
}

async function insertVersion(
  tx: SqlTx,
  { artifact, by }: PublishGrant,
  sealed: SealedVersion,
  facts: { commitId: string | null; publishedAt: Date; manifestDigest: string },
): Promise<void> {
  const semver = semverOf(sealed.tag);
  const isChart = artifact.kind === "chart";
  const id = newId("ver");
  await tx.$executeRaw`
    INSERT INTO "Version" ("id", "orgId", "artifactId", "tag", "ociTag", "semver", "semverKey", "prerelease", "fileName",
      "helmRepository", "packageDigest", "packageBytes", "manifestDigest", "contentHash", "files", "metadata", "notes",
      "commitId", "authorKind", "authorId", "authorName", "via", "publishedAt", "position")
    VALUES (${id}, ${artifact.orgId}, ${artifact.id}, ${sealed.tag}, ${toOciTag(sealed.tag)}, ${semver?.version ?? null},
      ${semver && semverKey(semver)}, ${(semver?.prerelease.length ?? 0) > 0},
      ${isChart ? `${artifact.name}-${sealed.tag}.tgz` : null}, ${isChart ? `${artifact.orgId}/${artifact.project}` : null},
      ${sealed.packageDigest}, ${sealed.packageBytes}, ${facts.manifestDigest}, ${sealed.contentHash},
      ${JSON.stringify(sealed.files)}::jsonb, ${JSON.stringify(sealed.metadata)}::jsonb, ${sealed.notes},
      ${facts.commitId}, ${by.actor.kind}, ${by.actor.id}, ${by.actor.name}, ${by.door}, ${facts.publishedAt},
      (SELECT coalesce(max("position"), 0) + 1 FROM "Version" WHERE "artifactId" = ${artifact.id}))`;
  await insertCheck(tx, { id, orgId: artifact.orgId }, sealed.found);
}

/** OCI-98: another manifest around the same content is kept under its digest; the tag keeps its first. */
async function keepManifest(
  tx: SqlTx,
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

/** @param commitOf the commit that it is published from, made in the same transaction where it has to be */
async function writeVersion(
  tx: SqlTx,
  grant: PublishGrant,
  sealed: SealedVersion,
  commitOf: () => Promise<string | null>,
): Promise<PublishOutcome> {
  const { artifact } = grant;
  await holdArtifact(tx, artifact);
  const taken = await findTaken(tx, artifact.id, sealed.tag);
  if (taken) {
    if (!isSameContent(taken, sealed)) throw await versionExists(tx, taken, artifact);
    await keepManifest(tx, grant, sealed, taken);
    return { kind: "unchanged", tag: taken.tag };
  }
  await requirePublishRules(tx, grant, sealed);
  const commitId = await commitOf();
  const publishedAt = clock.now();
  const manifest = sealed.manifest({ commitId, publishedAt });
  const repositoryId = await ensureRepository(tx, artifact.orgId, repositoryName(artifact));
  if (sealed.blobs.length > 0) await linkBlobs(tx, repositoryId, sealed.blobs);
  await storeManifest(tx, repositoryId, manifest);
  await insertTag(tx, repositoryId, toOciTag(sealed.tag), manifest.digest);
  await insertVersion(tx, grant, sealed, { commitId, publishedAt, manifestDigest: manifest.digest });
  await refreshArtifact(tx, artifact, sealed, publishedAt);
  await announceChange(tx, ...topicsOf(artifact));
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
  const taken = await findTaken(direct(), artifact.id, sealed.tag);
  if (taken && isSameContent(taken, sealed)) return { kind: "unchanged", tag: taken.tag };
  if (taken) throw await versionExists(direct(), taken, artifact);
  // A referrer may have taken the tag: it is no version, and the tag is not free (OCI-9).
  const repositoryId = await findRepository(artifact.orgId, repositoryName(artifact));
  const named = repositoryId && (await findTag(repositoryId, toOciTag(sealed.tag)));
  if (named) throw await versionExists(direct(), { tag: sealed.tag, manifestDigest: named }, artifact);
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

const MAX_TRIES = 4;

async function againAfterDeadlock<T>(work: () => Promise<T>, tries = 1): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDeadlock(error) || tries >= MAX_TRIES) throw error;
    return againAfterDeadlock(work, tries + 1);
  }
}

const fromNoDraft = async () => null;

/** Out of a draft by Prisma, which writes the draft's commit; a push, which is what comes often, on the direct path. */
function publishOnce(
  grant: PublishGrant,
  sealed: SealedVersion,
  draft: DraftSource | null,
): Promise<PublishOutcome> {
  if (!draft) return inTransaction((tx) => writeVersion(tx, grant, sealed, fromNoDraft));
  return db().$transaction((tx) =>
    writeVersion(tx, grant, sealed, () => commitFrom(tx, grant, sealed, draft)),
  );
}

/** At once in this process; others hear it from the database. */
function applyHere({ artifact, by }: PublishGrant, outcome: PublishOutcome): void {
  publishTotal.inc({ kind: artifact.kind, door: by.door, outcome: outcome.kind });
  for (const topic of topicsOf(artifact)) applyChangeHere(topic);
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
    const outcome = await againAfterDeadlock(() => publishOnce(grant, sealed, draft));
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
  const { grant, outcome } = await againAfterDeadlock(() =>
    db().$transaction(async (tx) => {
      const made = grantPublish(viewer, await insertArtifact(tx, viewer, artifact));
      return { grant: made, outcome: await writeVersion(tx, made, sealed, fromNoDraft) };
    }),
  );
  applyHere(grant, outcome);
  return outcome;
}
