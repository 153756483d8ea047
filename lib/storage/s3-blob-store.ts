import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { S3Address } from "#lib/env/s3-address.ts";
import { type Digest, parseDigest, sha256Digest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { requireContent } from "./content-hash.ts";
import type { S3Bucket, S3Credentials } from "./s3-bucket.ts";
import { blobKey, S3Uploads } from "./s3-uploads.ts";
import type { BlobStore, StoredBlob } from "./types.ts";

/** Answers that break off before a byte of them has come, one after another, until a download is given up. */
const EMPTY_TRIES = 3;

/**
 * Blobs as objects of a bucket: `sha256/<hex>`, each written by one request or as a multipart upload, which makes it appear
 * whole. Nothing is kept in memory or on disk here, so any number of processes share a bucket.
 */
export class S3BlobStore implements BlobStore {
  readonly #address: S3Address;
  readonly #credentials: S3Credentials | null;
  #opened: Promise<{ bucket: S3Bucket; uploads: S3Uploads }> | null = null;

  constructor(address: S3Address, credentials: S3Credentials | null) {
    this.#address = address;
    this.#credentials = credentials;
  }

  /** Amazon's client is loaded by who has a bucket, and by nobody else. */
  #open() {
    this.#opened ??= import("./s3-bucket.ts").then((module) => {
      const bucket = new module.S3Bucket(this.#address, this.#credentials);
      return { bucket, uploads: new S3Uploads(bucket) };
    });
    return this.#opened;
  }

  async #bucket() {
    return (await this.#open()).bucket;
  }

  async #uploads() {
    return (await this.#open()).uploads;
  }

  async put(bytes: Uint8Array): Promise<StoredBlob> {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const digest = sha256Digest(sha256);
    await (await this.#bucket()).put(blobKey(digest), { bytes, sha256 });
    return { digest, sizeBytes: bytes.length };
  }

  async has(digest: Digest): Promise<boolean> {
    return (await this.sizeBytes(digest)) !== null;
  }

  async sizeBytes(digest: Digest): Promise<number | null> {
    const found = await (await this.#bucket()).head(blobKey(digest));
    return found?.sizeBytes ?? null;
  }

  async read(digest: Digest): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.stream(digest)) chunks.push(chunk as Buffer); // A stream without encoding gives buffers.
    const bytes = Buffer.concat(chunks);
    requireContent(bytes, digest);
    return bytes;
  }

  stream(digest: Digest, range?: { start: number; end: number }): Readable {
    return Readable.from(this.#chunks(digest, range?.start ?? 0, range?.end ?? null), { objectMode: false });
  }

  /** A connection that breaks, or that the store closes because a slow reader kept it waiting, is made again where it stopped. */
  async *#chunks(digest: Digest, start: number, end: number | null): AsyncGenerator<Buffer> {
    const bucket = await this.#bucket();
    let at = start;
    for (let tries = 0; ; tries += 1) {
      const isWhole = at === 0 && end === null;
      const body = await bucket.get(blobKey(digest), isWhole ? undefined : `bytes=${at}-${end ?? ""}`);
      if (!body) throw new Error(`The blob ${digest} is not in the store.`);
      try {
        for await (const chunk of body as AsyncIterable<Buffer>) {
          at += chunk.length;
          tries = 0;
          yield chunk;
        }
        return;
      } catch (error) {
        if (tries + 1 >= EMPTY_TRIES) throw new Problem("unavailable", { cause: error });
      } finally {
        body.destroy();
      }
    }
  }

  /** Asking what it is would cost as much as reading it. */
  async stamp(): Promise<null> {
    return null;
  }

  async modifiedAt(digest: Digest): Promise<Date | null> {
    const found = await (await this.#bucket()).head(blobKey(digest));
    return found?.modifiedAt ?? null;
  }

  async delete(digest: Digest): Promise<void> {
    await (await this.#bucket()).delete(blobKey(digest));
  }

  async appendUpload(id: string, offsetBytes: number, source: AsyncIterable<Uint8Array>, maxBytes: number) {
    return (await this.#uploads()).append(id, offsetBytes, source, maxBytes);
  }

  async finishUpload(id: string, sizeBytes: number, expected: Digest) {
    return (await this.#uploads()).finish(id, sizeBytes, expected);
  }

  async storeUpload(id: string, source: AsyncIterable<Uint8Array>, maxBytes: number, expected: Digest) {
    return (await this.#uploads()).store(id, source, maxBytes, expected);
  }

  async discardUpload(id: string): Promise<void> {
    await (await this.#uploads()).discard(id);
  }

  async uploads(): Promise<string[]> {
    return (await this.#uploads()).ids();
  }

  async *digests(): AsyncIterable<Digest> {
    for await (const { key } of (await this.#bucket()).list("sha256/")) {
      const digest = parseDigest(key.replace("/", ":"));
      if (digest) yield digest;
    }
  }

  async removeLeftovers(before: Date): Promise<number> {
    const bucket = await this.#bucket();
    let removed = await bucket.abortParts(before);
    for await (const { key, modifiedAt } of bucket.list("probe/")) {
      if (modifiedAt >= before) continue;
      await bucket.delete(key);
      removed += 1;
    }
    return removed;
  }

  async probe(): Promise<void> {
    const bucket = await this.#bucket();
    const key = `probe/${crypto.randomUUID()}`;
    const bytes = Buffer.from("x");
    await bucket.put(key, { bytes, sha256: createHash("sha256").update(bytes).digest("hex") });
    const back = await bucket.get(key);
    back?.destroy();
    await bucket.delete(key);
    if (!back) throw new Problem("unavailable", { cause: new Error("What was written is not there.") });
  }
}
