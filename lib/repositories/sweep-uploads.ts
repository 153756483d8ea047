import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { blobStore } from "#lib/storage/blob-store.ts";

/** Section 6: an upload that nobody has written to for a day is over. */
const IDLE_MS = 24 * 60 * 60 * 1000;

const isGivenUp = () => ({ updatedAt: { lt: addMs(clock.now(), -IDLE_MS) } });

/** How many uploads nobody has written to for a day. */
export function countGivenUp(): Promise<number> {
  return db().ociUpload.count({ where: isGivenUp() });
}

/**
 * Removes uploads that were given up, and bytes whose upload is gone (a process that was killed between the two). Runs at
 * every start and in every collection; twice is harmless.
 * @param isAlone no other process uses this database: claims that are still there were held by one that was killed, and
 * clients can go on at once (X1)
 * @returns how many uploads were removed
 */
export async function sweepUploads(isAlone: boolean): Promise<number> {
  if (isAlone)
    await db().ociUpload.updateMany({
      where: { writer: { not: null } },
      data: { writer: null, writerUntil: null },
    });
  const store = blobStore();
  // Bytes first: an upload that is opened after this has no bytes in this list.
  const withBytes = await store.uploads();
  const { count } = await db().ociUpload.deleteMany({ where: isGivenUp() });
  const rows = await db().ociUpload.findMany({ where: { id: { in: withBytes } }, select: { id: true } });
  const living = new Set(rows.map((row) => row.id));
  for (const id of withBytes) if (!living.has(id)) await store.discardUpload(id);
  return count;
}
