import type { Digest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { ContentHash } from "./content-hash.ts";
import { cutParts } from "./cut-parts.ts";
import { uploadId } from "./paths.ts";
import type { Body, S3Bucket } from "./s3-bucket.ts";
import type { StoredBlob } from "./types.ts";

/** S3 takes no smaller part but the last one, and no more than 10,000 of them. */
const PART_BYTES = 5 * 1024 * 1024;
const MAX_PARTS = 10_000;
/** Requests of one clean-up that run at once. */
const AT_ONCE = 8;

const FOLDER = "uploads/";
/** Wide enough for any offset; keys sort as numbers do. */
const keyOf = (id: string, endBytes: number) => `${FOLDER}${id}/${String(endBytes).padStart(16, "0")}`;
const endOf = (key: string) => Number(key.slice(key.lastIndexOf("/") + 1));

export const blobKey = (digest: Digest) => digest.replace(":", "/");

type Segment = { key: string };

/**
 * Uploads in a bucket. Nothing about one is kept in memory: each piece is an object of its own, named by the offset at
 * which it ends, so that any process can go on after any other, and the last accepted piece is found by its name alone
 * (docs/decisions/008-uploads-in-a-bucket.md).
 */
export class S3Uploads {
  readonly #bucket: S3Bucket;

  constructor(bucket: S3Bucket) {
    this.#bucket = bucket;
  }

  async append(
    id: string,
    offsetBytes: number,
    source: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ): Promise<number> {
    await this.#cut(id, offsetBytes);
    try {
      const added = await cutParts(upTo(source, offsetBytes, maxBytes), PART_BYTES, (part) =>
        this.#bucket.put(keyOf(id, offsetBytes + part.endBytes), part),
      );
      return offsetBytes + added;
    } catch (error) {
      // What stays behind here is behind the offset, and goes with the next append.
      await this.#cut(id, offsetBytes).catch(() => {});
      throw error;
    }
  }

  /** Removes what lies behind the offset. @throws Problem "upload_unknown" where what lies before it is gone */
  async #cut(id: string, offsetBytes: number): Promise<void> {
    const behind: string[] = [];
    let isThere = offsetBytes === 0;
    const after = offsetBytes === 0 ? undefined : keyOf(id, offsetBytes - 1);
    for await (const { key } of this.#bucket.list(`${FOLDER}${uploadId(id)}/`, after))
      if (endOf(key) > offsetBytes) behind.push(key);
      else isThere = true;
    if (!isThere) throw new Problem("upload_unknown");
    await this.#deleteAll(behind);
  }

  /** The pieces of the first `sizeBytes`, in order. @throws Problem "upload_unknown" when one of them is not there */
  async #segments(id: string, sizeBytes: number): Promise<Segment[]> {
    const segments: Segment[] = [];
    let end = 0;
    for await (const { key, sizeBytes: size } of this.#bucket.list(`${FOLDER}${uploadId(id)}/`)) {
      if (endOf(key) > sizeBytes) break;
      end += size;
      if (endOf(key) !== end) break;
      segments.push({ key });
    }
    if (end !== sizeBytes) throw new Problem("upload_unknown");
    return segments;
  }

  async *#bytesOf(segments: Segment[]): AsyncGenerator<Buffer> {
    for (const { key } of segments) {
      const body = await this.#bucket.get(key);
      if (!body) throw new Problem("upload_unknown");
      try {
        for await (const chunk of body) yield chunk as Buffer; // A body without encoding gives buffers.
      } catch (error) {
        throw new Problem("unavailable", { cause: error });
      }
    }
  }

  async finish(id: string, sizeBytes: number, expected: Digest) {
    const segments = await this.#segments(id, sizeBytes);
    // A blob stands under its sha256: where only the sha512 is known, the bytes are read once more.
    const target = expected.startsWith("sha512:") ? await this.#digestOf(segments, expected) : expected;
    const stored = await this.#assemble(this.#bytesOf(segments), sizeBytes, target, expected);
    await this.#deleteAll(segments.map(({ key }) => key)).catch(() => {}); // The sweep takes what stays.
    return stored;
  }

  /** A blob that comes whole: where its sha256 is known it goes straight to its place. */
  async store(id: string, source: AsyncIterable<Uint8Array>, maxBytes: number, expected: Digest) {
    const bounded = upTo(source, 0, maxBytes);
    if (expected.startsWith("sha256:")) return this.#assemble(bounded, maxBytes, expected, expected);
    return this.finish(id, await this.append(id, 0, bounded, maxBytes), expected);
  }

  async #digestOf(segments: Segment[], expected: Digest): Promise<Digest> {
    const hash = new ContentHash(expected);
    for await (const chunk of this.#bytesOf(segments)) hash.update(chunk);
    return hash.finish().digest;
  }

  /**
   * Hashes exactly the bytes that it sends: whatever happens to the pieces meanwhile, no wrong blob appears.
   * @param atMostBytes as many as will come, or more
   */
  async #assemble(
    source: AsyncIterable<Uint8Array>,
    atMostBytes: number,
    target: Digest,
    expected: Digest,
  ): Promise<StoredBlob & { sha512: string | null }> {
    const hash = new ContentHash(expected);
    async function* hashed() {
      for await (const chunk of source) {
        hash.update(chunk);
        yield chunk;
      }
    }
    const found = (sizeBytes: number) => {
      const { digest, sha512 } = hash.finish();
      if (digest !== target) throw new Problem("unavailable"); // The pieces changed between two readings.
      return { digest, sha512, sizeBytes };
    };
    const key = blobKey(target);
    if (atMostBytes <= PART_BYTES) {
      let whole: Body = { bytes: Buffer.alloc(0), sha256: target.slice("sha256:".length) };
      const sizeBytes = await cutParts(hashed(), PART_BYTES, async (part) => {
        whole = part;
      });
      const stored = found(sizeBytes);
      await this.#bucket.put(key, whole);
      return stored;
    }
    const partBytes = Math.max(PART_BYTES, Math.ceil(atMostBytes / MAX_PARTS));
    return this.#bucket.putParts(key, async (putPart) =>
      found(await cutParts(hashed(), partBytes, (part) => putPart(part.number, part))),
    );
  }

  async discard(id: string): Promise<void> {
    const keys: string[] = [];
    for await (const { key } of this.#bucket.list(`${FOLDER}${uploadId(id)}/`)) keys.push(key);
    await this.#deleteAll(keys);
  }

  async ids(): Promise<string[]> {
    const ids = new Set<string>();
    for await (const { key } of this.#bucket.list(FOLDER)) {
      const id = key.split("/")[1];
      if (id?.startsWith("upl_")) ids.add(id);
    }
    return [...ids];
  }

  async #deleteAll(keys: string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += AT_ONCE)
      await Promise.all(keys.slice(at, at + AT_ONCE).map((key) => this.#bucket.delete(key)));
  }
}

/** @throws Problem "too_large" as soon as more than the limit has come */
async function* upTo(source: AsyncIterable<Uint8Array>, offsetBytes: number, limitBytes: number) {
  let end = offsetBytes;
  for await (const chunk of source) {
    end += chunk.length;
    if (end > limitBytes)
      throw new Problem("too_large", { detail: `the limit is ${limitBytes} bytes`, facts: { limitBytes } });
    yield chunk;
  }
}
