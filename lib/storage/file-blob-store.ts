import { createHash, type Hash } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  unlink,
  utimes,
} from "node:fs/promises";
import path from "node:path";
import { clock } from "#lib/clock/clock.ts";
import { type Digest, parseDigest, sha256Digest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { blobPath, stagingFolder, uploadPath } from "./paths.ts";
import type { BlobStore, StoredBlob } from "./types.ts";

/** Chunks that are read at once while hashing a finished upload. */
const READ_BYTES = 1024 * 1024;

const isMissing = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT";

/** A rename is durable once the folder that holds the name is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the folder and syncs every parent in which a name was new. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let at = folder; at.length >= path.dirname(first).length; at = path.dirname(at)) {
    await syncFolder(at);
    if (at === path.dirname(at)) break;
  }
}

/** As fresh as if it had been written now. @returns false when it has gone meanwhile */
async function refresh(file: string): Promise<boolean> {
  const now = clock.now();
  try {
    await utimes(file, now, now);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function hashFile(file: string, hashes: Hash[]): Promise<void> {
  for await (const chunk of createReadStream(file, { highWaterMark: READ_BYTES }))
    for (const hash of hashes) hash.update(chunk as Buffer); // A stream without encoding gives buffers.
}

/** Blobs as files: temporary file → fsync → rename → fsync of the folder (oci-registry.md, section 16). */
export class FileBlobStore implements BlobStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  async put(bytes: Uint8Array): Promise<StoredBlob> {
    const digest = sha256Digest(createHash("sha256").update(bytes).digest("hex"));
    const stored = { digest, sizeBytes: bytes.length };
    if ((await this.sizeBytes(digest)) === bytes.length && (await refresh(blobPath(this.#root, digest))))
      return stored;
    await makeFolder(stagingFolder(this.#root));
    const staged = path.join(stagingFolder(this.#root), crypto.randomUUID());
    try {
      const handle = await open(staged, "wx", 0o640);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await this.#moveInto(staged, digest);
    } catch (error) {
      await rm(staged, { force: true });
      throw error;
    }
    return stored;
  }

  async #moveInto(staged: string, digest: Digest): Promise<void> {
    const file = blobPath(this.#root, digest);
    await makeFolder(path.dirname(file));
    await rename(staged, file);
    await syncFolder(path.dirname(file));
  }

  async has(digest: Digest): Promise<boolean> {
    return (await this.sizeBytes(digest)) !== null;
  }

  async sizeBytes(digest: Digest): Promise<number | null> {
    try {
      return (await stat(blobPath(this.#root, digest))).size;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async read(digest: Digest): Promise<Buffer> {
    return readFile(blobPath(this.#root, digest));
  }

  stream(digest: Digest, range?: { start: number; end: number }): ReadStream {
    return createReadStream(blobPath(this.#root, digest), { ...range, highWaterMark: 64 * 1024 });
  }

  async appendUpload(id: string, offsetBytes: number, source: AsyncIterable<Uint8Array>, maxBytes: number) {
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
      const end = await this.#writeAll(handle, offsetBytes, source, maxBytes);
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
    maxBytes: number,
  ) {
    let end = offsetBytes;
    for await (const chunk of source) {
      end += chunk.length;
      if (end > maxBytes)
        throw new Problem("too_large", {
          detail: `the limit is ${maxBytes} bytes`,
          facts: { limitBytes: maxBytes },
        });
      await handle.write(chunk);
    }
    return end;
  }

  async finishUpload(id: string, expected: Digest) {
    const file = uploadPath(this.#root, id);
    const sha256 = createHash("sha256");
    const sha512 = expected.startsWith("sha512:") ? createHash("sha512") : null;
    try {
      await hashFile(file, sha512 ? [sha256, sha512] : [sha256]);
    } catch (error) {
      throw isMissing(error) ? new Problem("upload_unknown", { cause: error }) : error;
    }
    const digest = sha256Digest(sha256.digest("hex"));
    const long = sha512 ? `sha512:${sha512.digest("hex")}` : null;
    if (expected !== (long ?? digest))
      throw new Problem("digest_invalid", { detail: `the content has ${long ?? digest}` });
    const { size } = await stat(file);
    // Its last bytes may have come long ago.
    await refresh(file);
    await this.#moveInto(file, digest);
    return { digest, sizeBytes: size, sha512: long };
  }

  async discardUpload(id: string): Promise<void> {
    await unlink(uploadPath(this.#root, id)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }

  async uploads(): Promise<string[]> {
    const names = await readdir(path.join(this.#root, "uploads")).catch(() => []);
    return names.filter((name) => name.startsWith("upl_"));
  }

  async *digests(): AsyncIterable<Digest> {
    const files = await readdir(path.join(this.#root, "sha256"), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    for (const file of files) {
      const digest = file.isFile() ? parseDigest(`sha256:${file.name}`) : null;
      if (digest) yield digest;
    }
  }

  async modifiedAt(digest: Digest): Promise<Date | null> {
    try {
      return (await stat(blobPath(this.#root, digest))).mtime;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async delete(digest: Digest): Promise<void> {
    await rm(blobPath(this.#root, digest), { force: true });
  }

  async removeLeftovers(before: Date): Promise<number> {
    const folder = stagingFolder(this.#root);
    const names = await readdir(folder).catch(() => []);
    let removed = 0;
    for (const name of names) {
      const file = path.join(folder, name);
      const found = await stat(file).catch(() => null);
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
