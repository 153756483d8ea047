import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FileBlobStore } from "./file-blob-store.ts";
import { blobPath, stagingFolder } from "./paths.ts";

let root: string;
let store: FileBlobStore;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "chartroom-blobs-"));
  store = new FileBlobStore(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const LONG_AGO = new Date("2020-01-01T00:00:00Z");
const bytes = Buffer.from("some bytes");

describe("blobs as files", () => {
  it("X6: bytes that are put again are as fresh as new ones, so that a collection waits for who names them", async () => {
    const { digest } = await store.put(bytes);
    await utimes(blobPath(root, digest), LONG_AGO, LONG_AGO);
    expect(await store.modifiedAt(digest)).toEqual(LONG_AGO);
    const before = Date.now();
    await store.put(bytes);
    expect((await store.modifiedAt(digest))?.getTime()).toBeGreaterThanOrEqual(before - 1);
  });

  it("X6: an upload that is finished is fresh, however long ago its last bytes came", async () => {
    const id = `upl_${"0".repeat(32)}`;
    const source = (async function* () {
      yield Buffer.from("slow");
    })();
    await store.appendUpload(id, 0, source, 100);
    await utimes(path.join(root, "uploads", id), LONG_AGO, LONG_AGO);
    const { digest } = await store.put(Buffer.from("slow"));
    await store.delete(digest);
    await store.finishUpload(id, digest);
    expect(await store.modifiedAt(digest)).not.toEqual(LONG_AGO);
    expect((await store.read(digest)).toString()).toBe("slow");
  });

  it("deletes bytes, also those that are not there", async () => {
    const { digest } = await store.put(Buffer.from("gone soon"));
    await store.delete(digest);
    await store.delete(digest);
    expect(await store.has(digest)).toBe(false);
    expect(await store.modifiedAt(digest)).toBeNull();
  });

  it("removes what a killed writer left, and nothing that somebody writes just now", async () => {
    const file = (name: string) => path.join(stagingFolder(root), name);
    await writeFile(file("old"), "x");
    await utimes(file("old"), LONG_AGO, LONG_AGO);
    await writeFile(file("new"), "x");
    expect(await store.removeLeftovers(new Date("2021-01-01T00:00:00Z"))).toBe(1);
    expect(await store.removeLeftovers(new Date(Date.now() + 60_000))).toBe(1);
  });
});
