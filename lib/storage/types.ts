import type { Digest } from "#lib/ids/digest.ts";

export type StoredBlob = { digest: Digest; sizeBytes: number };

/**
 * Bytes by digest: what stands under a digest has that digest, is complete and survives a power cut. Knows no repository
 * and no right: whether someone may have a blob is said by the links of a repository. Several processes may use one store.
 */
export type BlobStore = {
  /** Stores bytes; the same bytes again are as fresh as if they were new. Returns when they are durable. */
  put(bytes: Uint8Array): Promise<StoredBlob>;
  has(digest: Digest): Promise<boolean>;
  /** @returns null when it is not there */
  sizeBytes(digest: Digest): Promise<number | null>;
  /** The whole blob in memory: for packages and files, whose size is bounded by their limits. @throws when it is not there, or has other bytes than its digest says */
  read(digest: Digest): Promise<Buffer>;
  /** As it is stored, unchecked. @param range first and last byte, both included; without it, the whole */
  stream(digest: Digest, range?: { start: number; end: number }): NodeJS.ReadableStream;
  /** Another one whenever the bytes were written again; null where only reading them can tell. */
  stamp(digest: Digest): Promise<string | null>;
  /** When the bytes were last written, or found again by `put`: whoever did may be about to name them. @returns null when they are not there */
  modifiedAt(digest: Digest): Promise<Date | null>;
  /** Removes the bytes; that they are not there is fine. Only the collection calls it, which knows that nothing names them. */
  delete(digest: Digest): Promise<void>;
  /** Appends to an upload at this offset; what lies behind it was never acknowledged and goes. Returns when the bytes are durable. @returns the new offset. @throws Problem "too_large" past `maxBytes`, "upload_unknown" when what was accepted before is gone; what this call wrote is cut off again. A chunk is not kept: when the next is asked for, its memory is the source's again */
  appendUpload(
    id: string,
    offsetBytes: number,
    source: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ): Promise<number>;
  /** Makes the first `sizeBytes` of the upload a blob, at once and whole. @throws Problem "digest_invalid" when they hash to something else; then nothing is stored; "upload_unknown" when they are not there */
  finishUpload(
    id: string,
    sizeBytes: number,
    expected: Digest,
  ): Promise<StoredBlob & { sha512: string | null }>;
  /** The same for an upload whose bytes all come at once: they are read as appendUpload reads them, hashed and written in one pass. @throws Problem "too_large", "digest_invalid"; then nothing is stored, and the upload is as empty as it was */
  storeUpload(
    id: string,
    source: AsyncIterable<Uint8Array>,
    maxBytes: number,
    expected: Digest,
  ): Promise<StoredBlob & { sha512: string | null }>;
  discardUpload(id: string): Promise<void>;
  /** Ids of uploads whose bytes are here. */
  uploads(): Promise<string[]>;
  /** Every blob here: for verify and collection. */
  digests(): AsyncIterable<Digest>;
  /** Removes what a process that died while it wrote has left, if it is older than this. @returns how many */
  removeLeftovers(before: Date): Promise<number>;
  /** Writes, reads and removes one byte. @throws when the store cannot be used */
  probe(): Promise<void>;
};
