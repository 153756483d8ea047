import { bucketOf, tryDeleting } from "#lib/blobs/blob-locks.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db, type Tx } from "#lib/db/database.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";

/** Rows, and bytes, that are looked at together. */
const AT_ONCE = 500;
/** Bytes are deleted for so long in one transaction, well within its time limit; what is left comes in the next. */
const DELETE_MS = 5000;

export type CollectedBytes = { blobs: number; freedBytes: number };
type Row = { digest: string; sizeBytes: bigint };

/** Rows from before this moment that nothing refers to: no repository, no tree, no version. */
function findUnnamed(before: Date, after: string): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT b."digest", b."sizeBytes" FROM "Blob" b WHERE b."createdAt" < ${before} AND b."digest" > ${after}
      AND NOT EXISTS (SELECT 1 FROM "OciBlobLink" l WHERE l."digest" = b."digest")
      AND NOT EXISTS (SELECT 1 FROM "GitTree" t WHERE jsonb_path_query_array(t."files", '$[*].digest') ? b."digest")
    ORDER BY b."digest" LIMIT ${AT_ONCE}`;
}

/** Holds those that nobody holds, and looks once more: a writer holds the row before it writes what refers to it. */
async function takeRows(tx: Tx, digests: string[], before: Date): Promise<void> {
  const held = await tx.$queryRaw<Row[]>`
    SELECT b."digest", b."sizeBytes" FROM "Blob" b
    WHERE b."digest" = ANY(${digests}::text[]) AND b."createdAt" < ${before} FOR UPDATE SKIP LOCKED`;
  const free = held.map(({ digest }) => digest);
  await tx.$executeRaw`
    DELETE FROM "Blob" b WHERE b."digest" = ANY(${free}::text[])
      AND NOT EXISTS (SELECT 1 FROM "OciBlobLink" l WHERE l."digest" = b."digest")
      AND NOT EXISTS (SELECT 1 FROM "Version" v WHERE v."packageDigest" = b."digest")
      AND NOT EXISTS (SELECT 1 FROM "GitTree" t WHERE jsonb_path_query_array(t."files", '$[*].digest') ? b."digest")`;
}

/** Rows go first: from then on their bytes are as those of a crash, and go with them. */
export async function collectBlobRows(before: Date): Promise<void> {
  for (let after = ""; ; ) {
    const found = await findUnnamed(before, after);
    const digests = found.map(({ digest }) => digest);
    if (digests.length > 0) await db().$transaction((tx) => takeRows(tx, digests, before));
    const last = digests.at(-1);
    if (last === undefined || digests.length < AT_ONCE) return;
    after = last;
  }
}

async function withoutRows(tx: Pick<Tx, "blob">, digests: Digest[]): Promise<Digest[]> {
  const rows = await tx.blob.findMany({ where: { digest: { in: digests } }, select: { digest: true } });
  const named = new Set(rows.map(({ digest }) => digest));
  return digests.filter((digest) => !named.has(digest));
}

type Rules = {
  /** Bytes that were written, or found again, after this are about to be named. */
  freshSince: Date;
  isDryRun: boolean;
};

/** Deletes bytes of one bucket under its lock, in which nobody names any of them. */
async function deleteBytes(digests: Digest[], { freshSince, isDryRun }: Rules): Promise<CollectedBytes> {
  const collected = { blobs: 0, freedBytes: 0 };
  const [first] = digests;
  if (first === undefined) return collected;
  await db().$transaction(async (tx) => {
    if (!isDryRun && !(await tryDeleting(tx, bucketOf(first)))) return;
    const until = addMs(clock.now(), DELETE_MS);
    const store = blobStore();
    for (const digest of await withoutRows(tx, digests)) {
      const [writtenAt, sizeBytes] = await Promise.all([store.modifiedAt(digest), store.sizeBytes(digest)]);
      if (writtenAt === null || sizeBytes === null || writtenAt >= freshSince) continue;
      // The lock ends with the transaction: nothing is deleted near the end of its time.
      if (clock.now() >= until) return;
      if (!isDryRun) await store.delete(digest);
      collected.blobs += 1;
      collected.freedBytes += sizeBytes;
    }
  });
  return collected;
}

async function* inChunks(digests: AsyncIterable<Digest>): AsyncIterable<Digest[]> {
  let chunk: Digest[] = [];
  for await (const digest of digests) {
    chunk.push(digest);
    if (chunk.length < AT_ONCE) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/**
 * Deletes the bytes that no row names: those whose rows just went, and what a process left that ended between storing and
 * naming. Where somebody is naming bytes of the same bucket, or a backup reads, they stay for the next collection.
 */
export async function collectBytes(rules: Rules): Promise<CollectedBytes> {
  const all = { blobs: 0, freedBytes: 0 };
  for await (const chunk of inChunks(blobStore().digests())) {
    const byBucket = Map.groupBy(await withoutRows(db(), chunk), bucketOf);
    for (const digests of byBucket.values()) {
      const { blobs, freedBytes } = await deleteBytes(digests, rules);
      all.blobs += blobs;
      all.freedBytes += freedBytes;
    }
  }
  return all;
}

/**
 * What would go if these links went, besides bytes without rows. A blob goes with the last link to it, and with the last
 * tree that a commit names.
 */
export async function lookThroughBlobs(before: Date, unlinked: Map<Digest, number>): Promise<CollectedBytes> {
  const digests = [...unlinked.keys()];
  const lost = [...unlinked.values()];
  const rows = await db().$queryRaw<Row[]>`
    SELECT b."digest", b."sizeBytes" FROM "Blob" b
    LEFT JOIN unnest(${digests}::text[], ${lost}::int[]) AS u("digest", "links") ON u."digest" = b."digest"
    WHERE b."createdAt" < ${before}
      AND (SELECT count(*) FROM "OciBlobLink" l WHERE l."digest" = b."digest") = coalesce(u."links", 0)
      AND NOT EXISTS (SELECT 1 FROM "GitTree" t WHERE jsonb_path_query_array(t."files", '$[*].digest') ? b."digest"
        AND (t."createdAt" >= ${before}
          OR EXISTS (SELECT 1 FROM "GitCommit" c WHERE c."orgId" = t."orgId" AND c."treeId" = t."id")))`;
  const sizes = rows.map((row) => ({
    digest: digestSchema.parse(row.digest),
    sizeBytes: Number(row.sizeBytes),
  }));
  return { blobs: sizes.length, freedBytes: sizes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}
