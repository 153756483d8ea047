import type { SqlTx } from "#lib/db/database.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { holdBytes } from "./blob-locks.ts";

type Named = { digest: string; sizeBytes: number };

/** A row that goes while it is looked for is made anew; more often than this it does not go. */
const MAX_TRIES = 5;

const asDigests = (rows: { digest: string }[]): Digest[] =>
  rows.map(({ digest }) => digestSchema.parse(digest));

/** @returns the digests whose rows are new */
async function insertAndHold(tx: SqlTx, blobs: Named[]): Promise<Digest[]> {
  const digests = blobs.map(({ digest }) => digest);
  const sizes = blobs.map(({ sizeBytes }) => sizeBytes);
  const fresh = new Set<Digest>();
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const made = await tx.$queryRaw<{ digest: string }[]>`
      INSERT INTO "Blob" ("digest", "sizeBytes") SELECT * FROM unnest(${digests}::text[], ${sizes}::bigint[])
      ON CONFLICT ("digest") DO NOTHING RETURNING "digest"`;
    for (const digest of asDigests(made)) fresh.add(digest);
    if (fresh.size === blobs.length) return [...fresh];
    // A row that was there may be collected just now: hold it, and see whether it still is.
    const held = await tx.$queryRaw<{ digest: string }[]>`
      SELECT "digest" FROM "Blob" WHERE "digest" = ANY(${digests}::text[]) ORDER BY "digest" FOR KEY SHARE`;
    if (held.length === blobs.length) return [...fresh];
  }
  throw new Problem("content_collected");
}

/**
 * Records that these blobs are in the store, fsynced, and keeps them there until the transaction ends: call it in the
 * transaction that writes what refers to them. Where a row is new, its bytes are looked at once more: between `put` and
 * this, a collection may have found them unnamed. A row without bytes cannot come to be.
 * @throws Problem "content_collected" when the bytes have gone: the content has to be stored again
 */
export async function recordBlobs(tx: SqlTx, blobs: readonly Named[]): Promise<void> {
  // In one order, so that two who record the same blobs never wait for each other in a circle.
  const distinct = [...new Map(blobs.map((blob) => [blob.digest, blob])).values()].sort((a, b) =>
    a.digest < b.digest ? -1 : 1,
  );
  if (distinct.length === 0) return;
  const fresh = await insertAndHold(tx, distinct);
  if (fresh.length === 0) return;
  await holdBytes(tx, fresh);
  await requireBytes(fresh);
}

/**
 * Looks whether bytes are there whose rows are new and which are held (holdBytes): only then does it stay so.
 * @throws Problem "content_collected"
 */
export async function requireBytes(digests: readonly Digest[]): Promise<void> {
  const there = await Promise.all(digests.map((digest) => blobStore().has(digest)));
  const gone = digests.filter((_digest, index) => !there[index]);
  if (gone.length > 0) throw new Problem("content_collected", { facts: { digests: gone.slice(0, 50) } });
}
