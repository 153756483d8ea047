import { open, rm, truncate } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { addMs, clock } from "#lib/clock/clock.ts";
import { env } from "#lib/env/env.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { blobPath } from "#lib/storage/paths.ts";
import { aName, aRegistry, type RegistryFixture, someBytes } from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
});
const realNow = clock.now;
afterEach(() => {
  vi.restoreAllMocks();
  clock.now = realNow;
});
afterAll(() => registry.close());

const fileOf = (digest: string) => blobPath(env().BLOB_STORE, digestSchema.parse(digest));

async function flipByte(digest: string, atByte: number): Promise<void> {
  const handle = await open(fileOf(digest), "r+");
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, atByte);
  byte.writeUInt8(byte.readUInt8() ^ 1);
  await handle.write(byte, 0, 1, atByte);
  await handle.close();
}

const LARGE = 3_000_000;

async function aBlob(sizeBytes: number) {
  const bytes = someBytes(sizeBytes);
  const { digest } = await registry.push(aName(), bytes);
  // Pushed once more where it is asked for, so that each test has a repository of its own.
  const name = aName();
  await registry.push(name, bytes);
  const get = (headers: Record<string, string> = {}) =>
    registry.ask("GET", `/v2/${name}/blobs/${digest}`, { headers });
  return { bytes, digest, get };
}

describe("X10: a blob whose bytes are not its digest's", () => {
  it.each([0, 70_000, LARGE - 1])(
    "breaks the connection off before the end, with byte %d wrong",
    async (at) => {
      const { digest, get } = await aBlob(LARGE);
      await flipByte(digest, at);
      await expect(get()).rejects.toThrow();
      await expect(get({ range: "bytes=0-" })).rejects.toThrow();
    },
  );

  it("is found also when it was right a moment ago", async () => {
    const { bytes, digest, get } = await aBlob(LARGE);
    for (let times = 0; times < 2; times += 1) expect(bytes.equals((await get()).body)).toBe(true);
    await flipByte(digest, 150_000);
    await expect(get()).rejects.toThrow();
    await flipByte(digest, 150_000);
    expect(bytes.equals((await get()).body)).toBe(true);
  });

  it("is found ten minutes later where the disk changed a byte and says that it did not", async () => {
    const { bytes, digest, get } = await aBlob(LARGE);
    vi.spyOn(blobStore(), "stamp").mockResolvedValue("as it was");
    expect(bytes.equals((await get()).body)).toBe(true);
    await flipByte(digest, 150_000);
    const now = clock.now();
    clock.now = () => addMs(now, 10 * 60_000 + 1000);
    await expect(get()).rejects.toThrow();
  });

  it("is never a whole answer when its file is short, and 500 when there is none", async () => {
    const { digest, get } = await aBlob(LARGE);
    await truncate(fileOf(digest), 200_000);
    await expect(get()).rejects.toThrow();
    await rm(fileOf(digest));
    const { status, body } = await get();
    expect(status).toBe(500);
    expect(body.toString()).not.toContain(env().BLOB_STORE);
  });

  it("is 500 in our words where it is small, and not kept in memory", async () => {
    const { bytes, digest, get } = await aBlob(1000);
    await flipByte(digest, 500);
    for (const headers of [{}, { range: "bytes=0-9" }]) {
      const reply = await get(headers);
      expect(reply.status).toBe(500);
      expect(JSON.parse(reply.body.toString())).toMatchObject({ errors: [{ code: "UNKNOWN" }] });
    }
    await flipByte(digest, 500);
    expect(bytes.equals((await get()).body)).toBe(true);
  });
});
