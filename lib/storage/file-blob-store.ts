import { hash as hashOf } from "node:crypto";
import { closeSync, createReadStream, fsync, open as openFile, type ReadStream, writeFile } from "node:fs";
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  unlink,
  utimes,
} from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { clock } from "#lib/clock/clock.ts";
import { type Digest, parseDigest, sha256Digest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { BatchWriter } from "./batch-writer.ts";
import { ContentHash, requireContent } from "./content-hash.ts";
import { blobPath, stagingFolder, uploadPath } from "./paths.ts";
import type { BlobStore, StoredBlob } from "./types.ts";

/** Chunks that are read at once while hashing a finished upload. */
const READ_BYTES = 1024 * 1024;

const hasCode = (error: unknown, code: string) =>
  typeof error === "object" && error !== null && "code" in error && error.code === code;
const isMissing = (error: unknown) => hasCode(error, "ENOENT");
const isNoFolder = (error: unknown) => hasCode(error, "ENOTDIR");

// By callbacks, without a FileHandle, which costs the process more than the rest of a small write.
const descriptors = { open: promisify(openFile), sync: promisify(fsync), writeFile: promisify(writeFile) };

/** A rename is durable once the folder that holds the name is. */
async function syncFolder(folder: string): Promise<void> {
  const descriptor = await descriptors.open(folder, "r");
  try {
    await descriptors.sync(descriptor);
  } finally {
    closeSync(descriptor); // Nothing is left to write, so nothing to wait for.
  }
}

/** Makes the folder. @returns every parent in which a name is new: none of it is durable before they are synced */
async function makeUnsynced(folder: string): Promise<string[]> {
  const first = await mkdir(folder, { recursive: true });
  const parents: string[] = [];
  if (first === undefined) return parents;
  for (let at = folder; at !== first; at = path.dirname(at)) parents.push(path.dirname(at));
  return [...parents, path.dirname(first)];
}

/** Makes the folder and syncs every parent in which a name was new. */
async function makeFolder(folder: string): Promise<void> {
  await Promise.all((await makeUnsynced(folder)).map(syncFolder));
}

/** Writes a new file and syncs it; its folder mostly is there. */
async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  const write = () => descriptors.writeFile(file, bytes, { flag: "wx", mode: 0o640, flush: true });
  const isWritten = await ifThere(write().then(() => true));
  if (isWritten) return;
  await makeFolder(path.dirname(file));
  await write();
}

/** As fresh as if it had been written now. @returns false when it has gone meanwhile */
async function refresh(file: string): Promise<boolean> {
  const now = clock.now();
  return (await ifThere(utimes(file, now, now).then(() => true))) ?? false;
}

async function hashFile(file: string, hash: ContentHash): Promise<void> {
  for await (const chunk of createReadStream(file, { highWaterMark: READ_BYTES }))
    hash.update(chunk as Buffer); // A stream without encoding gives buffers.
}

/** None where there is no such folder, or it is no folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error) || isNoFolder(error)) return [];
    throw error;
  }
}

/** Null where there is no such file. */
async function ifThere<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

type Reading = {
  maxBytes: number;
  /** Told of every byte, where the upload is hashed on its way. */
  hash: ContentHash | null;
};

/** Blobs as files: temporary file → fsync → rename → fsync of the folder (oci-registry.md, section 16). */
export class FileBlobStore implements BlobStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  async put(bytes: Uint8Array): Promise<StoredBlob> {
    const digest = sha256Digest(hashOf("sha256", bytes));
    const stored = { digest, sizeBytes: bytes.length };
    if ((await this.sizeBytes(digest)) === bytes.length && (await refresh(blobPath(this.#root, digest))))
      return stored;
    const staged = path.join(stagingFolder(this.#root), crypto.randomUUID());
    try {
      await writeNew(staged, bytes);
      await this.#moveInto(staged, digest);
    } catch (error) {
      await rm(staged, { force: true });
      throw error;
    }
    return stored;
  }

  async #moveInto(staged: string, digest: Digest): Promise<void> {
    const file = blobPath(this.#root, digest);
    const folder = path.dirname(file);
    const parents = await makeUnsynced(folder);
    await rename(staged, file);
    // All at once: the file system writes its journal once for those who wait together.
    await Promise.all([folder, ...parents].map(syncFolder));
  }

  async has(digest: Digest): Promise<boolean> {
    return (await this.sizeBytes(digest)) !== null;
  }

  async sizeBytes(digest: Digest): Promise<number | null> {
    const found = await ifThere(stat(blobPath(this.#root, digest)));
    return found?.size ?? null;
  }

  async read(digest: Digest): Promise<Buffer> {
    const bytes = await readFile(blobPath(this.#root, digest));
    requireContent(bytes, digest);
    return bytes;
  }

  stream(digest: Digest, range?: { start: number; end: number }): ReadStream {
    return createReadStream(blobPath(this.#root, digest), { ...range, highWaterMark: 64 * 1024 });
  }

  async stamp(digest: Digest): Promise<string | null> {
    const found = await ifThere(stat(blobPath(this.#root, digest), { bigint: true }));
    return found && [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(" ");
  }

  async modifiedAt(digest: Digest): Promise<Date | null> {
    const found = await ifThere(stat(blobPath(this.#root, digest)));
    return found?.mtime ?? null;
  }

  async delete(digest: Digest): Promise<void> {
    await ifThere(unlink(blobPath(this.#root, digest)));
  }

  appendUpload(id: string, offsetBytes: number, source: AsyncIterable<Uint8Array>, maxBytes: number) {
    return this.#append(id, offsetBytes, source, { maxBytes, hash: null });
  }

  async #append(
    id: string,
    offsetBytes: number,
    source: AsyncIterable<Uint8Array>,
    { maxBytes, hash }: Reading,
  ): Promise<number> {
    const file = uploadPath(this.#root, id);
    await makeFolder(path.dirname(file));
    const handle = await open(file, "a+", 0o640);
    if ((await handle.stat()).size < offsetBytes) {
      await handle.close();
      throw new Problem("upload_unknown");
    }
    try {
      // What lies behind the accepted offset was never acknowledged.
      await handle.truncate(offsetBytes);
      const end = await this.#writeAll(handle, offsetBytes, source, { maxBytes, hash });
      await handle.sync();
      return end;
    } catch (error) {
      await handle.truncate(offsetBytes).catch(() => {});
      throw error;
    } finally {
      await handle.close();
    }
  }

  async #writeAll(
    handle: FileHandle,
    offsetBytes: number,
    source: AsyncIterable<Uint8Array>,
    { maxBytes, hash }: Reading,
  ) {
    let end = offsetBytes;
    const writer = new BatchWriter(handle);
    try {
      for await (const chunk of source) {
        end += chunk.length;
        if (end > maxBytes)
          throw new Problem("too_large", {
            detail: `the limit is ${maxBytes} bytes`,
            facts: { limitBytes: maxBytes },
          });
        hash?.update(chunk);
        await writer.add(chunk);
      }
      await writer.finish();
    } finally {
      await writer.settle();
    }
    return end;
  }

  async finishUpload(id: string, sizeBytes: number, expected: Digest) {
    const file = uploadPath(this.#root, id);
    const there = await ifThere(stat(file));
    if (!there || there.size < sizeBytes) throw new Problem("upload_unknown");
    // What lies behind the accepted offset was written by someone who never came to its end.
    if (there.size > sizeBytes) await truncate(file, sizeBytes);
    const hash = new ContentHash(expected);
    await hashFile(file, hash);
    const found = hash.finish();
    // Its last bytes may have come long ago.
    await refresh(file);
    await this.#moveInto(file, found.digest);
    return { ...found, sizeBytes };
  }

  async storeUpload(id: string, source: AsyncIterable<Uint8Array>, maxBytes: number, expected: Digest) {
    const hash = new ContentHash(expected);
    const sizeBytes = await this.#append(id, 0, source, { maxBytes, hash });
    const found = hash.finish();
    await this.#moveInto(uploadPath(this.#root, id), found.digest);
    return { ...found, sizeBytes };
  }

  async discardUpload(id: string): Promise<void> {
    await ifThere(unlink(uploadPath(this.#root, id)));
  }

  async uploads(): Promise<string[]> {
    const names = await namesIn(path.join(this.#root, "uploads"));
    return names.filter((name) => name.startsWith("upl_"));
  }

  async *digests(): AsyncIterable<Digest> {
    const root = path.join(this.#root, "sha256");
    // Folder by folder: the names of a million blobs are not held at once.
    for (const outer of await namesIn(root))
      for (const inner of await namesIn(path.join(root, outer)))
        for (const name of await namesIn(path.join(root, outer, inner))) {
          const digest = parseDigest(`sha256:${name}`);
          if (digest) yield digest;
        }
  }

  async removeLeftovers(before: Date): Promise<number> {
    let removed = 0;
    for (const name of await namesIn(stagingFolder(this.#root))) {
      const file = path.join(stagingFolder(this.#root), name);
      const found = await ifThere(stat(file));
      if (!found || found.mtime >= before) continue;
      await rm(file, { force: true });
      removed += 1;
    }
    return removed;
  }

  async probe(): Promise<void> {
    await makeFolder(stagingFolder(this.#root));
    const file = path.join(stagingFolder(this.#root), `probe-${crypto.randomUUID()}`);
    const handle = await open(file, "wx");
    try {
      await handle.writeFile("x");
    } finally {
      await handle.close();
      await rm(file, { force: true });
    }
  }
}
