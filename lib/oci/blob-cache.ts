import { processWide } from "#lib/env/process-wide.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";

const MAX_BYTES = 64 * 1024 * 1024;

type Cache = { blobs: Map<Digest, Buffer>; bytes: number };
const shelf = () => processWide("oci.blobs", (): Cache => ({ blobs: new Map(), bytes: 0 }));

async function readAndKeep(digest: Digest): Promise<Buffer> {
  const cache = shelf();
  const bytes = await blobStore().read(digest);
  if (!cache.blobs.has(digest)) {
    cache.blobs.set(digest, bytes);
    cache.bytes += bytes.length;
  }
  for (const [oldest, { length }] of cache.blobs) {
    if (cache.bytes <= MAX_BYTES) break;
    cache.blobs.delete(oldest);
    cache.bytes -= length;
  }
  return bytes;
}

/**
 * A small blob's bytes; at once where they are kept. Content under a digest never changes, so nothing makes them out of date;
 * whoever asks has checked that the caller may have them.
 */
export function keptBytes(digest: Digest): Buffer | Promise<Buffer> {
  const { blobs } = shelf();
  const kept = blobs.get(digest);
  if (!kept) return readAndKeep(digest);
  // The first in the map is the one that was not asked for longest.
  blobs.delete(digest);
  blobs.set(digest, kept);
  return kept;
}
