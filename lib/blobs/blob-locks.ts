import { type Sql, type SqlTx, sql } from "#lib/db/database.ts";
import type { Digest } from "#lib/ids/digest.ts";

/** First keys of our advisory locks with two keys: nobody else in this database uses them. */
const BYTES = 4_218_311;
const BACKUP = 4_218_313;

/** Bytes are locked by the first two digits of their digest: few locks, however many blobs a transaction names. */
export const bucketOf = (digest: Digest): number =>
  Number.parseInt(digest.slice(digest.indexOf(":") + 1).slice(0, 2), 16);

/** holdBytes for one digest, as an expression in a statement that does more. */
export const holdingBytes = (digest: Digest): Sql =>
  sql`pg_advisory_xact_lock_shared(${BYTES}::int, ${bucketOf(digest)}::int)::text`;

/** Until the transaction ends, none of these bytes is deleted. Waits for a deletion that is at work. */
export async function holdBytes(tx: SqlTx, digests: readonly Digest[]): Promise<void> {
  const buckets = [...new Set(digests.map(bucketOf))].sort((a, b) => a - b);
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock_shared(${BYTES}::int, b)::text FROM unnest(${buckets}::int[]) AS b`;
}

/**
 * The right to delete bytes of this bucket until the transaction ends.
 * @returns false while somebody is about to name some of them, or a backup reads: nobody is made to wait for a deletion
 */
export async function tryDeleting(tx: SqlTx, bucket: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock_shared(${BACKUP}::int, 1) AND pg_try_advisory_xact_lock(${BYTES}::int, ${bucket}::int) AS free`;
  return row?.free ?? false;
}

/** A deletion takes seconds; another backup takes longer. */
const WAIT_SECONDS = 60;

type Session = { query: (text: string) => Promise<unknown> };

const isTimeout = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error && error.code === "55P03";

/**
 * While this session lives, no bytes are deleted anywhere; a deletion that is at work ends first.
 * @param session a connection of its own: the lock is given back when it ends
 * @returns false when somebody else holds it: another backup
 */
export async function keepAllBytes(session: Session): Promise<boolean> {
  try {
    await session.query(`SET lock_timeout = '${WAIT_SECONDS}s'`);
    await session.query(`SELECT pg_advisory_lock(${BACKUP}, 1)`);
    await session.query("RESET lock_timeout");
    return true;
  } catch (error) {
    if (isTimeout(error)) return false;
    throw error;
  }
}
