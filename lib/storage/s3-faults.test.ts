import { createHash, randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Digest, sha256Digest } from "#lib/ids/digest.ts";
import { newId } from "#lib/ids/ids.ts";
import { toOciError } from "#lib/problems/oci-error.ts";
import { cutParts } from "./cut-parts.ts";
import { aBucket, SOME_KEYS } from "./fixtures.ts";
import { S3BlobStore } from "./s3-blob-store.ts";

// The client waits between its tries, and the machine carries the bucket too.
vi.setConfig({ testTimeout: 60_000 });

const digestOf = (bytes: Uint8Array) => sha256Digest(createHash("sha256").update(bytes).digest("hex"));
async function* once(bytes: Uint8Array) {
  yield bytes;
}
const MIB = 1024 * 1024;
const LIMIT = 64 * MIB;

let bucket: Awaited<ReturnType<typeof aBucket>>;
let store: S3BlobStore;
beforeAll(async () => {
  bucket = await aBucket();
  store = new S3BlobStore(bucket.address, SOME_KEYS);
});
afterEach(() => bucket.weather(() => "pass"));
afterAll(() => bucket.close());

async function answerTo(work: () => Promise<unknown>) {
  const error: unknown = await work().then(
    () => null,
    (refused: unknown) => refused,
  );
  return error === null ? null : toOciError(error);
}

/** Every deed of a store, on content that is there. */
function deeds(digest: Digest, id: string, more: Uint8Array): Record<string, () => Promise<unknown>> {
  return {
    put: () => store.put(more),
    has: () => store.has(digest),
    read: () => store.read(digest),
    modifiedAt: () => store.modifiedAt(digest),
    delete: () => store.delete(digest),
    append: () => store.appendUpload(id, 100, once(more), LIMIT),
    finish: () => store.finishUpload(id, 100, digest),
    store: () => store.storeUpload(newId("upl"), once(more), LIMIT, digestOf(more)),
    discard: () => store.discardUpload(id),
    uploads: () => store.uploads(),
    probe: () => store.probe(),
  };
}

describe("a bucket that fails", () => {
  it("X3: is 503 in our own words for every deed, changes nothing, and works again when it does", async () => {
    const bytes = randomBytes(100);
    const { digest } = await store.put(bytes);
    const id = newId("upl");
    await store.appendUpload(id, 0, once(bytes), LIMIT);
    const more = randomBytes(50);

    bucket.weather(() => "refuse");
    const all = Object.entries(deeds(digest, id, more));
    const answers = await Promise.all(all.map(async ([name, deed]) => [name, await answerTo(deed)] as const));
    for (const [name, answer] of answers) {
      expect(answer, name).toMatchObject({ status: 503, body: { errors: [{ code: "UNAVAILABLE" }] } });
      expect(JSON.stringify(answer), name).not.toContain("canary");
    }

    bucket.weather(() => "pass");
    expect(bytes.equals(await store.read(digest))).toBe(true);
    expect(await store.has(digestOf(more))).toBe(false);
    expect(await store.appendUpload(id, 100, once(more), LIMIT)).toBe(150);
    const whole = Buffer.concat([bytes, more]);
    expect((await store.finishUpload(id, 150, digestOf(whole))).digest).toBe(digestOf(whole));
  });

  it("X3: one that refuses a part in the middle leaves no blob, and the next try succeeds", async () => {
    const bytes = randomBytes(5 * MIB + 1000);
    bucket.weather(({ url }) => (url?.includes("partNumber=2") ? "refuse" : "pass"));
    const push = () => store.storeUpload(newId("upl"), once(bytes), LIMIT, digestOf(bytes));
    expect(await answerTo(push)).toMatchObject({ status: 503 });
    expect(await store.has(digestOf(bytes))).toBe(false);
    bucket.weather(() => "pass");
    expect((await push()).digest).toBe(digestOf(bytes));
  });

  it("is asked again when it fails once, and nobody notices", async () => {
    const bytes = randomBytes(1000);
    let failures = 1;
    bucket.weather(() => (failures-- > 0 ? "refuse" : "pass"));
    const { digest } = await store.put(bytes);
    failures = 1;
    expect(bytes.equals(await store.read(digest))).toBe(true);
  });

  it("a download that the bucket breaks off goes on where it stopped, and is whole", async () => {
    const bytes = randomBytes(3 * MIB);
    const { digest } = await store.put(bytes);
    let cuts = 4;
    bucket.weather(({ method }) => (method === "GET" && cuts-- > 0 ? "cut" : "pass"));
    expect(bytes.equals(await store.read(digest))).toBe(true);
    expect(cuts).toBeLessThan(0);
  });

  it("X10: bytes that come back changed are never taken for the blob", async () => {
    const { digest } = await store.put(randomBytes(1000));
    bucket.weather(() => "flip");
    await expect(store.read(digest)).rejects.toThrow("has other bytes");
  });

  it("one that is not there at all is refused within the time that a client waits", async () => {
    const gone = new S3BlobStore({ ...bucket.address, endpoint: "http://127.0.0.1:9" }, SOME_KEYS);
    expect(await answerTo(() => gone.probe())).toMatchObject({ status: 503 });
    const none = new S3BlobStore({ ...bucket.address, bucket: "another" }, SOME_KEYS);
    expect(await answerTo(() => none.probe())).toMatchObject({ status: 503 });
  });
});

describe("parts of an upload", () => {
  it("PF-7: at most three are on their way at once, in the memory of four, whatever the client sends", async () => {
    let running = 0;
    let most = 0;
    const memory = new Set<ArrayBufferLike>();
    const sent: number[] = [];
    async function* fast() {
      for (let n = 0; n < 100; n += 1) yield Buffer.alloc(777, n);
    }
    const total = await cutParts(fast(), 1000, async (part) => {
      running += 1;
      most = Math.max(most, running);
      memory.add(part.bytes.buffer);
      const sha256 = createHash("sha256").update(part.bytes).digest("hex");
      await new Promise((done) => setImmediate(done));
      running -= 1;
      sent.push(part.bytes.length);
      // Nobody writes over a part that is on its way.
      expect(part.sha256).toBe(sha256);
      expect(createHash("sha256").update(part.bytes).digest("hex")).toBe(sha256);
    });
    expect(total).toBe(77_700);
    expect(most).toBe(3);
    expect(memory.size).toBeLessThanOrEqual(4);
    expect(sent).toEqual([...Array.from({ length: 77 }, () => 1000), 700]);
  });

  it("one that fails ends the upload after the others have ended", async () => {
    const ended: number[] = [];
    const work = cutParts(once(randomBytes(5000)), 1000, async ({ number }) => {
      await new Promise((done) => setImmediate(done));
      ended.push(number);
      if (number === 2) throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(ended).toContain(3);
  });
});
