import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { isUniqueViolation, type SqlTx } from "#lib/db/database.ts";
import { direct, inTransaction } from "#lib/db/direct.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { projectOfRepository } from "#lib/ids/ids.ts";
import { requireOpenProject } from "#lib/organization/ensure-project.ts";
import { Problem } from "#lib/problems/problem.ts";
import { findParts, type PartList } from "./find-parts.ts";
import { findPolicies, holdPoliciesAtOnce } from "./find-policy.ts";
import { holdRepository } from "./hold-repository.ts";
import type { ParsedManifest } from "./parse-manifest.ts";
import { isCatalogRepository, subjectOfTag } from "./policy.ts";
import { findRepository, findTag } from "./queries.ts";
import { insertTag, makeRepository, moveTag, storeManifest } from "./store-manifest.ts";

export type RepositoryPlace = { orgId: string; name: string };
export type NewManifest = {
  digest: Digest;
  body: Buffer;
  bodySha512?: string;
  parsed: ParsedManifest;
  tags: string[];
  /** The digest in the path, where it was this one: what the tags then tell (OCI-13). */
  sha512?: string | null;
};

export const topicOf = (place: { orgId: string; name: string }) => `repository:${place.orgId}/${place.name}`;

/** OCI-101: tags of signatures and referrers may move, while what they speak of is here. */
export async function isExemptTag(tx: SqlTx, repositoryId: string, tag: string): Promise<boolean> {
  const subject = subjectOfTag(tag);
  if (subject === null) return false;
  const rows = subject.startsWith("sha512:")
    ? await tx.$queryRaw<object[]>`
        SELECT 1 FROM "OciManifest" WHERE "repositoryId" = ${repositoryId} AND "sha512" = ${subject} LIMIT 1`
    : await tx.$queryRaw<object[]>`
        SELECT 1 FROM "OciManifest" WHERE "repositoryId" = ${repositoryId} AND "digest" = ${subject}`;
  return rows.length > 0;
}

/** The refusal of an overwrite, the same at every door (OCI-97). */
export function versionExists(tag: string, digest: Digest): Problem {
  return new Problem("version_exists", { detail: tag, facts: { tag, digest } });
}

/** @throws Problem "version_exists" for the first of these tags that names something else and may not move */
export async function refuseOverwrite(place: RepositoryPlace, tags: string[], digest: Digest): Promise<void> {
  const policyFor = await findPolicies(place);
  const fixed = tags.filter((tag) => policyFor(tag).immutable);
  if (fixed.length === 0) return;
  const repositoryId = await findRepository(place.orgId, place.name);
  if (repositoryId === null) return;
  for (const tag of fixed) {
    const named = await findTag(repositoryId, tag);
    if (named && named !== digest && !(await isExemptTag(direct(), repositoryId, tag)))
      throw versionExists(tag, named);
  }
}

/** Holds nothing: whoever stores the manifest looks again. @throws Problem "manifest_part_unknown" for what the repository does not hold (OCI-88, S2) */
export async function requireParts(place: RepositoryPlace, parsed: ParsedManifest): Promise<void> {
  const repositoryId = await findRepository(place.orgId, place.name);
  await findParts(direct(), repositoryId ?? "", parsed);
}

/** A tag that never moves, or that is exempt from it. */
async function nameFixed(tx: SqlTx, repositoryId: string, tag: string, manifest: NewManifest): Promise<void> {
  const { digest, sha512 = null } = manifest;
  if (await isExemptTag(tx, repositoryId, tag)) return moveTag(tx, repositoryId, tag, digest, sha512);
  const [named] = await tx.$queryRaw<{ digest: string }[]>`
    SELECT "digest" FROM "OciTag" WHERE "repositoryId" = ${repositoryId} AND "tag" = ${tag}`;
  if (named?.digest !== digest) await insertTag(tx, repositoryId, tag, digest, sha512);
}

type Held = {
  repositoryId: string;
  parts: PartList;
  /** Tags that stay where they are first pointed. */
  fixed: string[];
  moving: string[];
};

/** All that speaks for or against a manifest, held until the transaction ends. What does not wait for another is asked at once. */
async function holdAll(tx: SqlTx, place: RepositoryPlace, { parsed, tags }: NewManifest): Promise<Held> {
  const { orgId, name } = place;
  const project = isCatalogRepository(name) ? null : projectOfRepository(name);
  const [found, policyFor] = await Promise.all([
    holdRepository(tx, orgId, name),
    tags.length > 0 ? holdPoliciesAtOnce(tx, place) : null,
    project ? requireOpenProject(tx, orgId, project) : null,
  ]);
  const repositoryId = found ?? (await makeRepository(tx, orgId, name));
  const { fixed = [], moving = [] } = Object.groupBy(tags, (tag) =>
    policyFor?.(tag).immutable ? "fixed" : "moving",
  );
  return { repositoryId, fixed, moving, parts: await findParts(tx, repositoryId, parsed) };
}

type Stored = Held & {
  /** Null: it goes out with the tags that name it. */
  isNew: boolean | null;
};

/** Stores what something has to be known of before the deed is complete. */
async function storeDecided(tx: SqlTx, place: RepositoryPlace, manifest: NewManifest): Promise<Stored> {
  const held = await holdAll(tx, place, manifest);
  const { repositoryId, fixed, moving } = held;
  if (fixed.length === 0 && moving.length > 0) return { ...held, isNew: null };
  const isNew = await storeManifest(tx, repositoryId, { ...manifest, ...held });
  for (const tag of fixed) await nameFixed(tx, repositoryId, tag, manifest);
  return { ...held, isNew };
}

/** Everything that is left, one statement each. */
function storeRest(
  tx: SqlTx,
  viewer: Viewer,
  { orgId, name }: RepositoryPlace,
  manifest: NewManifest,
  stored: Stored,
): Promise<unknown>[] {
  const { digest, tags, sha512 = null } = manifest;
  const { repositoryId, moving, isNew } = stored;
  // Also without a tag: the first manifest makes the repository one that is listed.
  if (isNew === false && tags.length === 0) return [];
  return [
    ...(isNew === null ? [storeManifest(tx, repositoryId, { ...manifest, ...stored })] : []),
    ...moving.map((tag) => moveTag(tx, repositoryId, tag, digest, sha512)),
    announceChange(tx, topicOf({ orgId, name })),
    recordAudit(tx, {
      orgId,
      actor: viewer.actor,
      door: viewer.door,
      requestId: viewer.requestId,
      action: "manifest.pushed",
      subject: { kind: "repository", id: repositoryId, name },
      details: { digest, tags },
    }),
  ];
}

/**
 * Keeps a manifest and points tags at it: all of it or nothing. Knows no kinds and no versions: what is published under a
 * version tag goes through the catalog.
 * @throws Problem "manifest_part_unknown"; "version_exists" where the policy says that a tag never moves; "archived" where the
 * project of a plain repository is (GL-11)
 */
export async function putManifest(viewer: Viewer, place: RepositoryPlace, asked: NewManifest): Promise<void> {
  // In one order, so that two requests with the same tags never wait for each other in a circle.
  const manifest = { ...asked, tags: [...new Set(asked.tags)].sort() };
  try {
    await inTransaction(
      (tx) => storeDecided(tx, place, manifest),
      (tx, stored) => storeRest(tx, viewer, place, manifest, stored),
    );
  } catch (error) {
    // Somebody was faster with one of the tags, perhaps with the same manifest (OCI-100). What is refused for its parts is
    // first of all an overwrite, too (OCI-97).
    await refuseOverwrite(place, manifest.tags, manifest.digest);
    if (!isUniqueViolation(error)) throw error;
    return putManifest(viewer, place, manifest);
  }
  applyChangeHere(topicOf(place));
}
