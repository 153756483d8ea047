import { addMs, clock } from "#lib/clock/clock.ts";
import { collectTrees, countUnusedTrees } from "#lib/git/collect-trees.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { KIND_ROOTS } from "#lib/ids/ids.ts";
import { collectRepository, lookThroughRepository } from "#lib/repositories/collect-repository.ts";
import { type CollectableRepository, findCollectable } from "#lib/repositories/find-unused.ts";
import { countGivenUp, sweepUploads } from "#lib/repositories/sweep-uploads.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { collectEndedTokens, countEndedTokens } from "#lib/tokens/collect-ended.ts";
import { collectBlobRows, collectBytes, lookThroughBlobs } from "./collect-blobs.ts";
import { type Collected, NOTHING_COLLECTED } from "./schema.ts";

/** Bytes that were stored so lately stay, whatever the grace: a request may be about to name them. */
const NAMING_MS = 10 * 60 * 1000;
/** A file that nobody has written to for so long is not being written. */
const LEFTOVER_MS = 24 * 60 * 60 * 1000;

export type CollectOptions = {
  /** What is unused stays for so long after it was last used. */
  graceMs: number;
  isDryRun: boolean;
  /** Only tests make it shorter. */
  namingMs?: number;
  signal?: AbortSignal;
};

export type CollectReport = {
  counts: Collected;
  freedBytes: number;
  /** Of which repositories something went, or would go. */
  repositories: { orgId: string; name: string; manifests: number; links: number }[];
};

const roots: readonly string[] = Object.values(KIND_ROOTS);
/** Where tags are versions, and never move. */
const isCatalog = ({ name }: CollectableRepository) => roots.includes(name.split("/", 1)[0] ?? "");

async function goThroughRepositories(report: CollectReport, before: Date, options: CollectOptions) {
  const unlinked = new Map<Digest, number>();
  const work = options.isDryRun ? lookThroughRepository : collectRepository;
  for (const repository of await findCollectable(before)) {
    options.signal?.throwIfAborted();
    const { manifests, links } = await work(repository, { before, keepTwins: isCatalog(repository) });
    if (manifests === 0 && links.length === 0) continue;
    for (const digest of links) unlinked.set(digest, (unlinked.get(digest) ?? 0) + 1);
    report.counts.manifests += manifests;
    report.counts.links += links.length;
    const { orgId, name } = repository;
    report.repositories.push({ orgId, name, manifests, links: links.length });
  }
  return unlinked;
}

/**
 * Collects what nothing uses any more, while the server serves: first rows, then bytes. At any point it may be killed: what
 * is left is found by the next one. What is tagged, what a living manifest, draft, commit or version refers to, and what
 * was used within the grace, stays.
 */
export async function collectUnused(options: CollectOptions): Promise<CollectReport> {
  const { graceMs, isDryRun, namingMs = NAMING_MS, signal } = options;
  const now = clock.now();
  const before = addMs(now, -graceMs);
  const report: CollectReport = { counts: { ...NOTHING_COLLECTED }, freedBytes: 0, repositories: [] };
  const { counts } = report;
  const unlinked = await goThroughRepositories(report, before, options);
  counts.trees = isDryRun ? await countUnusedTrees(before) : await collectTrees(before);
  signal?.throwIfAborted();
  const named = isDryRun ? await lookThroughBlobs(before, unlinked) : { blobs: 0, freedBytes: 0 };
  if (!isDryRun) await collectBlobRows(before);
  signal?.throwIfAborted();
  const bytes = await collectBytes({ freshSince: addMs(now, -Math.max(namingMs, 0)), isDryRun });
  counts.blobs = named.blobs + bytes.blobs;
  report.freedBytes = named.freedBytes + bytes.freedBytes;
  counts.uploads = isDryRun ? await countGivenUp() : await sweepUploads(false);
  counts.tokens = isDryRun ? await countEndedTokens() : await collectEndedTokens();
  if (!isDryRun) counts.leftovers = await blobStore().removeLeftovers(addMs(now, -LEFTOVER_MS));
  return report;
}
