import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Digest, sha256Digest } from "#lib/ids/digest.ts";
import { newId } from "#lib/ids/ids.ts";
import { toOciError } from "#lib/problems/oci-error.ts";
import { FileBlobStore } from "./file-blob-store.ts";
import { blobPath, stagingFolder } from "./paths.ts";

// X3 with real faults: a file system that is full, or read-only; a process without a free descriptor; a read that fails.

const digestOf = (bytes: Uint8Array) => sha256Digest(createHash("sha256").update(bytes).digest("hex"));
async function* once(bytes: Uint8Array) {
  yield bytes;
}
const LIMIT = 64 * 1024 * 1024;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) {
    spawnSync("umount", [folder]);
    rmSync(folder, { recursive: true, force: true });
  }
});

function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "chartroom-faults-"));
  folders.push(folder);
  return folder;
}

/** @returns null where this user may not mount */
function aSmallDisk(options: string): string | null {
  const folder = aFolder();
  return spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]).status === 0 ? folder : null;
}
const NEEDS_ROOT = "needs root: a small file system is mounted to be filled";

async function statusOf(work: Promise<unknown>): Promise<number> {
  return work.then(
    () => 200,
    (error: unknown) => toOciError(error).status,
  );
}

/** Every deed that writes, on an upload of which the first 100 bytes were accepted. */
const writes = (store: FileBlobStore, id: string, kept: Digest, more: Uint8Array) => ({
  put: () => store.put(more),
  append: () => store.appendUpload(id, 100, once(more), LIMIT),
  finish: () => store.finishUpload(id, 100, digestOf(first)),
  store: () => store.storeUpload(newId("upl"), once(more), LIMIT, digestOf(more)),
  discard: () => store.discardUpload(id),
  delete: () => store.delete(kept),
  probe: () => store.probe(),
});
const first = randomBytes(100);

async function aStoreWith(folder: string) {
  const store = new FileBlobStore(folder);
  const id = newId("upl");
  const bytes = randomBytes(1000);
  const { digest } = await store.put(bytes);
  await store.appendUpload(id, 0, once(first), LIMIT);
  return { store, id, bytes, digest };
}

describe("X3: a disk that fails is 503, nothing is half-written, and it works again without a restart", () => {
  it.for(["size=512k", "size=8m,nr_inodes=16"])("full (%s)", async (options, { skip }) => {
    const disk = aSmallDisk(options) ?? skip(NEEDS_ROOT);
    const { store, id, bytes, digest } = await aStoreWith(disk);
    const fillers: Digest[] = [];
    const filled = async () => {
      for (;;) {
        const filler = randomBytes(50_000);
        if ((await statusOf(store.put(filler))) !== 200) return filler;
        fillers.push(digestOf(filler));
      }
    };
    const refused = await filled();
    expect(await statusOf(store.put(refused))).toBe(503);
    expect(await statusOf(store.appendUpload(id, 100, once(randomBytes(600_000)), LIMIT))).toBe(
      options.includes("inodes") ? 200 : 503,
    );
    expect(await store.has(digestOf(refused))).toBe(false);
    expect(readdirSync(stagingFolder(disk))).toEqual([]);
    expect(bytes.equals(await store.read(digest))).toBe(true);

    for (const filler of fillers) await store.delete(filler);
    const rest = randomBytes(2_000);
    expect(await store.appendUpload(id, 100, once(rest), LIMIT)).toBe(2_100);
    const whole = Buffer.concat([first, rest]);
    // Without room for one more folder there is none for the blob either: but for nothing else.
    const wanted = path.dirname(blobPath(disk, digestOf(whole)));
    if (options.includes("inodes")) mkdirSync(wanted, { recursive: true });
    await store.finishUpload(id, 2_100, digestOf(whole));
    expect(whole.equals(await store.read(digestOf(whole)))).toBe(true);
  });

  it("read-only", async ({ skip }) => {
    const disk = aSmallDisk("size=4m") ?? skip(NEEDS_ROOT);
    const { store, id, bytes, digest } = await aStoreWith(disk);
    const more = randomBytes(500);
    expect(spawnSync("mount", ["-o", "remount,ro", disk]).status).toBe(0);
    for (const [name, write] of Object.entries(writes(store, id, digest, more)))
      expect(await statusOf(write()), name).toBe(503);
    expect(bytes.equals(await store.read(digest))).toBe(true);
    expect(spawnSync("mount", ["-o", "remount,rw", disk]).status).toBe(0);
    for (const [name, write] of Object.entries(writes(store, id, digest, more)))
      expect(await statusOf(write()), name).toBe(200);
  });

  it("a read that fails (EIO) is 503, and never an empty blob", async () => {
    const folder = aFolder();
    const store = new FileBlobStore(folder);
    const { digest } = await store.put(randomBytes(1000));
    rmSync(blobPath(folder, digest));
    // The first page of a process's memory cannot be read: the kernel answers as a broken disk does.
    symlinkSync("/proc/self/mem", blobPath(folder, digest));
    expect(await statusOf(store.read(digest))).toBe(503);
  });

  it("no descriptor left (EMFILE), then some again", () => {
    const here = JSON.stringify(path.resolve(import.meta.dirname));
    const program = `
      import { openSync, closeSync } from "node:fs";
      const { FileBlobStore } = await import(${here} + "/file-blob-store.ts");
      const { toOciError } = await import(${here} + "/../problems/oci-error.ts");
      const store = new FileBlobStore(process.argv[1]);
      const bytes = Buffer.from("kept");
      const { digest } = await store.put(bytes);
      const id = "upl_" + "0".repeat(32);
      const once = async function* (text) { yield Buffer.from(text); };
      await store.appendUpload(id, 0, once("first"), 100);
      let made = 0;
      const deeds = {
        put: () => store.put(Buffer.from("more " + made++)),
        read: () => store.read(digest),
        append: () => store.appendUpload(id, 5, once("second"), 100),
        probe: () => store.probe(),
      };
      const statuses = async () => Promise.all(Object.values(deeds).map((deed) =>
        deed().then(() => 200, (error) => toOciError(error).status)));
      await statuses();
      const held = [];
      try { for (;;) held.push(openSync("/dev/null")); } catch {}
      const without = await statuses();
      for (const one of held) closeSync(one);
      console.log(JSON.stringify([without, await statuses()]));`;
    const { stdout, stderr } = spawnSync(
      "bash",
      [
        "-c",
        'ulimit -n 256; exec "$0" --input-type=module -e "$1" "$2"',
        process.execPath,
        program,
        aFolder(),
      ],
      { encoding: "utf8" },
    );
    expect(JSON.parse(stdout || "null"), stderr).toEqual([
      [503, 503, 503, 503],
      [200, 200, 200, 200],
    ]);
  });
});
