import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { newId } from "#lib/ids/ids.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { FileBlobStore } from "./file-blob-store.ts";
import { aBucket, SOME_KEYS } from "./fixtures.ts";
import { S3BlobStore } from "./s3-blob-store.ts";
import type { BlobStore, StoredBlob } from "./types.ts";

const digestOf = (bytes: Uint8Array, algorithm: "sha256" | "sha512" = "sha256"): Digest =>
  digestSchema.parse(`${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`);

/** Bytes in pieces that fit no boundary. */
async function* inPieces(bytes: Buffer, pieceBytes = 60_001) {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

/** A client that goes away in the middle. */
async function* brokenOff(bytes: Buffer) {
  yield* inPieces(bytes);
  throw new Error("the client went away");
}

async function collect(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function allOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (refused: unknown) => refused,
  );
  return isProblem(error) ? error.code : String(error);
}

const MIB = 1024 * 1024;
const LIMIT = 64 * MIB;
/** More than one part of S3, and no whole number of them. */
const large = randomBytes(5 * MIB + 123_456);

// The machine carries the store, what stands before it and the test.
vi.setConfig({ testTimeout: 30_000 });

/** What every store promises. Each call of `open` is another process: stores share nothing but what they have stored. */
type Case = { name: string; start: () => Promise<{ open: () => BlobStore; close: () => Promise<void> }> };
const CASES: Case[] = [
  {
    name: "in a folder",
    start: async () => {
      const root = await mkdtemp(path.join(tmpdir(), "chartroom-blobs-"));
      return {
        open: () => new FileBlobStore(root),
        close: () => rm(root, { recursive: true, force: true }),
      };
    },
  },
  {
    name: "in a bucket",
    start: async () => {
      const bucket = await aBucket();
      return { open: () => new S3BlobStore(bucket.address, SOME_KEYS), close: bucket.close };
    },
  },
];

describe.each(CASES)("blobs $name", ({ start }) => {
  let open: () => BlobStore;
  let close: () => Promise<void>;
  let store: BlobStore;
  beforeAll(async () => {
    ({ open, close } = await start());
    store = open();
  });
  afterAll(() => close());
  afterEach(() => {
    vi.useRealTimers();
  });

  it("keeps bytes under their digest, for every process", async () => {
    const bytes = randomBytes(200_000);
    const stored = await store.put(bytes);
    expect(stored).toEqual({ digest: digestOf(bytes), sizeBytes: 200_000 });
    const other = open();
    expect(await other.has(stored.digest)).toBe(true);
    expect(await other.sizeBytes(stored.digest)).toBe(200_000);
    expect(bytes.equals(await other.read(stored.digest))).toBe(true);
    expect(bytes.equals(await collect(other.stream(stored.digest)))).toBe(true);
  });

  it("OCI-55: keeps the empty blob and the two bytes of {}", async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from("{}")]) {
      const { digest } = await store.put(bytes);
      expect(await store.sizeBytes(digest)).toBe(bytes.length);
      expect(bytes.equals(await store.read(digest))).toBe(true);
    }
  });

  it("OCI-52: gives a part of a blob, first and last byte included", async () => {
    const bytes = randomBytes(2_048);
    const { digest } = await store.put(bytes);
    for (const [first, last] of [
      [500, 1499],
      [0, 0],
      [2047, 2047],
      [0, 2047],
    ] as const)
      expect(
        bytes
          .subarray(first, last + 1)
          .equals(await collect(store.stream(digest, { start: first, end: last }))),
      ).toBe(true);
  });

  it("says of what it has not that it is not there", async () => {
    const digest = digestOf(randomBytes(8));
    expect(await store.has(digest)).toBe(false);
    expect(await store.sizeBytes(digest)).toBeNull();
    expect(await store.modifiedAt(digest)).toBeNull();
    expect(await store.stamp(digest)).toBeNull();
    await expect(store.read(digest)).rejects.toThrow();
    await expect(collect(store.stream(digest))).rejects.toThrow();
    await store.delete(digest);
  });

  it("deletes bytes, and lists what is left", async () => {
    const kept = await store.put(randomBytes(50));
    const gone = await store.put(randomBytes(50));
    await store.delete(gone.digest);
    expect(await store.has(gone.digest)).toBe(false);
    const listed = await allOf(open().digests());
    expect(listed).toContain(kept.digest);
    expect(listed).not.toContain(gone.digest);
  });

  it("X6: bytes that are put again are as fresh as new ones, so that a collection waits for who names them", async () => {
    const bytes = randomBytes(64);
    const { digest } = await store.put(bytes);
    vi.useFakeTimers({ toFake: ["Date"] });
    const later = Date.now() + 86_400_000;
    vi.setSystemTime(later);
    await open().put(bytes);
    expect((await store.modifiedAt(digest))?.getTime()).toBeGreaterThanOrEqual(later - 1000);
  });

  it("X6: an upload that is finished is fresh, however long ago its last bytes came", async () => {
    const id = newId("upl");
    const bytes = randomBytes(64);
    await store.appendUpload(id, 0, inPieces(bytes), LIMIT);
    vi.useFakeTimers({ toFake: ["Date"] });
    const later = Date.now() + 86_400_000;
    vi.setSystemTime(later);
    const { digest } = await store.finishUpload(id, 64, digestOf(bytes));
    expect((await store.modifiedAt(digest))?.getTime()).toBeGreaterThanOrEqual(later - 1000);
  });

  it("OCI-59 OCI-65: an upload goes on at another process, and its blob is byte-identical", async () => {
    const id = newId("upl");
    let at = 0;
    for (const end of [1, 700_000, 700_000, 5 * MIB, large.length]) {
      const process = open();
      expect(await process.appendUpload(id, at, inPieces(large.subarray(at, end)), LIMIT)).toBe(end);
      at = end;
    }
    expect(await open().uploads()).toContain(id);
    const finished = await open().finishUpload(id, large.length, digestOf(large));
    expect(finished).toEqual({ digest: digestOf(large), sizeBytes: large.length, sha512: null });
    expect(large.equals(await collect(store.stream(finished.digest)))).toBe(true);
    expect(await store.uploads()).not.toContain(id);
  });

  it("OCI-69: an upload that is named by its sha512 stands under its sha256", async () => {
    const id = newId("upl");
    await store.appendUpload(id, 0, inPieces(large), LIMIT);
    const sha512 = digestOf(large, "sha512");
    expect(await store.finishUpload(id, large.length, sha512)).toEqual({
      digest: digestOf(large),
      sizeBytes: large.length,
      sha512,
    });
  });

  it.each(["sha256", "sha512"] as const)(
    "OCI-57 OCI-58: takes a blob whole, named by its %s",
    async (algorithm) => {
      for (const bytes of [large, large.subarray(0, MIB), Buffer.alloc(0)]) {
        const id = newId("upl");
        const expected = digestOf(bytes, algorithm);
        const stored = await store.storeUpload(id, inPieces(bytes), LIMIT, expected);
        expect(stored).toMatchObject({ digest: digestOf(bytes), sizeBytes: bytes.length });
        expect(bytes.equals(await collect(store.stream(stored.digest)))).toBe(true);
      }
    },
  );

  it("OCI-68: nothing is stored of an upload that hashes to something else", async () => {
    for (const bytes of [randomBytes(1000), large.subarray(1)]) {
      const id = newId("upl");
      const wrong = digestOf(randomBytes(1));
      expect(await refusalOf(store.storeUpload(id, inPieces(bytes), LIMIT, wrong))).toBe("digest_invalid");
      await store.appendUpload(id, 0, inPieces(bytes), LIMIT);
      expect(await refusalOf(store.finishUpload(id, bytes.length, wrong))).toBe("digest_invalid");
      const long = digestOf(randomBytes(1), "sha512");
      expect(await refusalOf(store.finishUpload(id, bytes.length, long))).toBe("digest_invalid");
      expect(await store.has(wrong)).toBe(false);
      expect(await store.has(digestOf(bytes))).toBe(false);
      await store.discardUpload(id);
    }
  });

  it("X1 X4: what lies behind the accepted offset is replaced, and never part of the blob", async () => {
    const id = newId("upl");
    const bytes = randomBytes(300_000);
    await store.appendUpload(id, 0, inPieces(bytes.subarray(0, 100_000)), LIMIT);
    // Written by a process that died before it could say so.
    await open().appendUpload(id, 100_000, inPieces(randomBytes(500_000)), LIMIT);
    expect(await open().appendUpload(id, 100_000, inPieces(bytes.subarray(100_000)), LIMIT)).toBe(300_000);
    await open().appendUpload(id, 300_000, inPieces(randomBytes(77)), LIMIT);
    const { digest, sizeBytes } = await open().finishUpload(id, 300_000, digestOf(bytes));
    expect(sizeBytes).toBe(300_000);
    expect(bytes.equals(await store.read(digest))).toBe(true);
  });

  it("OCI-65: a client that goes away in the middle leaves the offset as it was, and can go on", async () => {
    const id = newId("upl");
    const half = MIB;
    await store.appendUpload(id, 0, inPieces(large.subarray(0, half)), LIMIT);
    await expect(
      store.appendUpload(id, half, brokenOff(large.subarray(0, 5 * MIB + 1000)), LIMIT),
    ).rejects.toThrow("the client went away");
    await expect(store.storeUpload(newId("upl"), brokenOff(large), LIMIT, digestOf(large))).rejects.toThrow();
    await store.appendUpload(id, half, inPieces(large.subarray(half)), LIMIT);
    expect((await store.finishUpload(id, large.length, digestOf(large))).digest).toBe(digestOf(large));
  });

  it("OCI-75: refuses at the limit, also when the length was not known", async () => {
    const id = newId("upl");
    await store.appendUpload(id, 0, inPieces(randomBytes(1000)), 1500);
    expect(await refusalOf(store.appendUpload(id, 1000, inPieces(randomBytes(501)), 1500))).toBe("too_large");
    expect(await store.appendUpload(id, 1000, inPieces(randomBytes(500)), 1500)).toBe(1500);
    const whole = randomBytes(1501);
    expect(await refusalOf(store.storeUpload(newId("upl"), inPieces(whole), 1500, digestOf(whole)))).toBe(
      "too_large",
    );
    expect(await store.has(digestOf(whole))).toBe(false);
  });

  it("an upload whose accepted bytes are gone is unknown, for every deed", async () => {
    const id = newId("upl");
    const bytes = randomBytes(100);
    expect(await refusalOf(store.appendUpload(id, 10, inPieces(bytes), LIMIT))).toBe("upload_unknown");
    expect(await refusalOf(store.finishUpload(id, 10, digestOf(bytes)))).toBe("upload_unknown");
    await store.appendUpload(id, 0, inPieces(bytes), LIMIT);
    expect(await refusalOf(store.finishUpload(id, 101, digestOf(bytes)))).toBe("upload_unknown");
    await open().discardUpload(id);
    await store.discardUpload(id);
    expect(await store.uploads()).not.toContain(id);
    expect(await refusalOf(store.appendUpload(id, 100, inPieces(bytes), LIMIT))).toBe("upload_unknown");
  });

  it("OCI-77 X5: sixteen who finish the same blob at once all succeed, and it is there once", async () => {
    const bytes = randomBytes(100_000);
    await Promise.all(
      Array.from({ length: 16 }, async (_, who) => {
        const process = open();
        const id = newId("upl");
        if (who % 2 === 0) return process.storeUpload(id, inPieces(bytes), LIMIT, digestOf(bytes));
        await process.appendUpload(id, 0, inPieces(bytes), LIMIT);
        return process.finishUpload(id, bytes.length, digestOf(bytes));
      }),
    );
    expect(bytes.equals(await store.read(digestOf(bytes)))).toBe(true);
    const listed = await allOf(store.digests());
    expect(listed.filter((digest) => digest === digestOf(bytes))).toHaveLength(1);
  });

  it("lists more blobs than fit on one page", async () => {
    const made: StoredBlob[] = [];
    while (made.length < 1_050)
      made.push(
        ...(await Promise.all(
          Array.from({ length: 50 }, (_, n) => store.put(Buffer.from(`page ${made.length + n}`))),
        )),
      );
    const listed = new Set(await allOf(store.digests()));
    expect(made.filter(({ digest }) => !listed.has(digest))).toEqual([]);
  });

  it("probes, and leaves nothing of it", async () => {
    await store.probe();
    expect(await store.removeLeftovers(new Date(Date.now() + 60_000))).toBe(0);
  });

  it("takes no id that is not one of an upload", async () => {
    for (const id of ["../../sha256", "upl_", "upl_x/y", ""])
      await expect(store.appendUpload(id, 0, inPieces(randomBytes(1)), LIMIT)).rejects.toThrow();
  });
});
