import type { Digest } from "#lib/ids/digest.ts";

export type StoredBlob = { digest: Digest; sizeBytes: number };

/**
 * Bytes by digest: what stands under a digest has that digest, is complete and survives a power cut. Knows no repository
 * and no right: whether someone may have a blob is said by the links of a repository.
 */
export type BlobStore = {
  /** Stores bytes; the same bytes again are found, not written, and are as fresh as if they were. Returns after fsync of file and folder. */
  put(bytes: Uint8Array): Promise<StoredBlob>;
  has(digest: Digest): Promise<boolean>;
  /** @returns null when it is not there */
  sizeBytes(digest: Digest): Promise<number | null>;
  /** The whole blob in memory: for manifests' parts and packages, whose size is bounded by their limits. @throws when it is not there */
  read(digest: Digest): Promise<Buffer>;
  /** @param range first and last byte, both included; without it, the whole */
  stream(digest: Digest, range?: { start: number; end: number }): NodeJS.ReadableStream;
  /** Appends to an upload at this offset and fsyncs. @returns the new offset. @throws Problem "too_large" past `maxBytes`, "upload_unknown" when what was accepted before is gone; what this call wrote is cut off again */
  appendUpload(
    id: string,
    offsetBytes: number,
    source: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ): Promise<number>;
  /** Makes the upload a blob. @throws Problem "digest_invalid" when its bytes hash to something else; then nothing is stored; "upload_unknown" when it has no bytes */
  finishUpload(id: string, expected: Digest): Promise<StoredBlob & { sha512: string | null }>;
  discardUpload(id: string): Promise<void>;
  /** Ids of uploads whose bytes are here. */
  uploads(): Promise<string[]>;
  /** Every blob here: for verify and collection. */
  digests(): AsyncIterable<Digest>;
  /** When the bytes were last written, or found again by `put`: whoever did may be about to name them. @returns null when they are not there */
  modifiedAt(digest: Digest): Promise<Date | null>;
  /** Removes the bytes; that they are not there is fine. Only the collection calls it, which knows that nothing names them. */
  delete(digest: Digest): Promise<void>;
  /** Removes what a process that died while it wrote has left, if it is older than this. @returns how many */
  removeLeftovers(before: Date): Promise<number>;
  /** Writes, reads and removes one byte. @throws when the store cannot be written */
  probe(): Promise<void>;
};
