import type { Digest } from "#lib/ids/digest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";

/**
 * The bytes that lie under a digest, whatever they are: `read` of the store would refuse wrong ones, which are what a check
 * looks for.
 * @param take is given them in pieces
 * @returns false when there are none, or none any more: they may be collected while they are read
 */
export async function readWhatIsThere(digest: Digest, take: (chunk: Buffer) => void): Promise<boolean> {
  const store = blobStore();
  if (!(await store.has(digest))) return false;
  try {
    // A stream without encoding gives buffers.
    for await (const chunk of store.stream(digest) as AsyncIterable<Buffer>) take(chunk);
    return true;
  } catch (error) {
    if (await store.has(digest)) throw error;
    return false;
  }
}
