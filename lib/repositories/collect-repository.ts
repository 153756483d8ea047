import { recordAudit } from "#lib/audit/record-audit.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, type Tx } from "#lib/db/database.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { type CollectableRepository, findUnusedLinks, findUnusedManifests } from "./find-unused.ts";
import { holdRepositoryAlone } from "./hold-repository.ts";
import { topicOf } from "./put-manifest.ts";

/** Manifests that go in one transaction: writers to the repository wait for it. */
const MANIFESTS_AT_ONCE = 2000;

export type CollectRepositoryRules = {
  /** What was used after this stays. */
  before: Date;
  /** Tags never move here: the content of a tagged manifest stays pullable under each digest it was pushed by (OCI-98). */
  keepTwins: boolean;
};

/** What went from a repository, or would go. */
export type CollectedFromRepository = { manifests: number; links: Digest[] };

/** What a collection would take from this repository. Holds nothing, changes nothing. */
export async function lookThroughRepository(
  repository: CollectableRepository,
  rules: CollectRepositoryRules,
): Promise<CollectedFromRepository> {
  const unused = await findUnusedManifests(db(), repository.id, { ...rules, limit: 10_000_000 });
  return {
    manifests: unused.length,
    links: await findUnusedLinks(db(), repository.id, rules.before, unused),
  };
}

async function takeOnce(tx: Tx, repository: CollectableRepository, rules: CollectRepositoryRules) {
  const { id: repositoryId, orgId, name } = repository;
  await holdRepositoryAlone(tx, orgId, name);
  // A statement of its own, after the wait: it sees what those wrote who held the repository before.
  const unused = await findUnusedManifests(tx, repositoryId, { ...rules, limit: MANIFESTS_AT_ONCE });
  await tx.$executeRaw`
    DELETE FROM "OciManifest" WHERE "repositoryId" = ${repositoryId} AND "digest" = ANY(${unused}::text[])`;
  const links = await findUnusedLinks(tx, repositoryId, rules.before, []);
  await tx.$executeRaw`
    DELETE FROM "OciBlobLink" WHERE "repositoryId" = ${repositoryId} AND "digest" = ANY(${links}::text[])`;
  if (unused.length === 0 && links.length === 0) return { manifests: 0, links };
  await announceChange(tx, topicOf(repository));
  await recordAudit(tx, {
    orgId,
    actor: { kind: "system", id: "system", name: "collection" },
    door: "cli",
    requestId: "",
    action: "repository.collected",
    subject: { kind: "repository", id: repositoryId, name },
    details: { manifests: unused.length, blobs: links.length },
  });
  return { manifests: unused.length, links };
}

/**
 * Takes the manifests that belong to nothing and the links that no manifest needs, while the registry serves. Rows only:
 * bytes go when nothing anywhere names them (`lib/upkeep/collect-blobs.ts`).
 */
export async function collectRepository(
  repository: CollectableRepository,
  rules: CollectRepositoryRules,
): Promise<CollectedFromRepository> {
  const all: CollectedFromRepository = { manifests: 0, links: [] };
  for (;;) {
    const taken = await db().$transaction((tx) => takeOnce(tx, repository, rules));
    applyChangeHere(topicOf(repository));
    all.manifests += taken.manifests;
    all.links.push(...taken.links);
    if (taken.manifests < MANIFESTS_AT_ONCE) return all;
  }
}
