import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { env } from "#lib/env/env.ts";
import { isProblem, Problem } from "#lib/problems/problem.ts";
import { entryProblem, parseEntryPath, sortedByPath } from "./archive-rules.ts";
import { FileLedger, MAX_FILES, MAX_TREE_BYTES } from "./file-rules.ts";
import type { FileContent } from "./types.ts";

export type ArchiveOptions = {
  /** `required`: everything lies in one folder, which is left out of the paths; `optional`: if it does. */
  topFolder: "required" | "optional" | "none";
};

/** Headers, padding and long names on top of the files' own bytes; past it, there are headers and nothing else. */
const MAX_TAR_BYTES = MAX_TREE_BYTES + MAX_FILES * 2048;
const CHUNK_BYTES = 64 * 1024;

/** Types of entries that are neither a file nor a folder (tar(5), "typeflag"), in words. */
const REFUSED_TYPES: Partial<Record<Header["type"], string>> = {
  link: "is a hard link",
  symlink: "is a symbolic link",
  "character-device": "is a device",
  "block-device": "is a device",
  fifo: "is a FIFO",
};

function refuseBadHeader(header: Header): void {
  const { name, type, mode } = header;
  if (type !== "file" && type !== "directory" && type !== "contiguous-file")
    throw entryProblem(name, REFUSED_TYPES[type] ?? "is of a type that is not supported");
  if ((mode & 0o6000) !== 0) throw entryProblem(name, "is marked setuid or setgid");
  for (const key of Object.keys(header.pax ?? {})) {
    // Readers disagree about them: what one takes for the file's bytes, another takes for the next header.
    if (key === "size" || key.startsWith("GNU.sparse."))
      throw entryProblem(name, `the extended header says ${key}, which is not supported`);
  }
}

const isFolder = (header: Header) => header.type === "directory" || header.name.endsWith("/");

type Entry = AsyncIterable<Buffer> & { header: Header; resume: () => unknown };

async function readEntry(entry: Entry, ledger: FileLedger): Promise<FileContent | null> {
  const { header } = entry;
  refuseBadHeader(header);
  const path = parseEntryPath(header.name);
  if (isFolder(header)) {
    if (header.size) throw entryProblem(header.name, "is a folder with content");
    entry.resume();
    return null;
  }
  if (path === "") throw entryProblem(header.name, "has no name");
  ledger.addFile(path);
  // The header's size is known before the bytes: nothing of a file that is too large is read.
  ledger.addBytes(path, 0, header.size);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of entry) {
    sizeBytes += chunk.length;
    ledger.addBytes(path, chunk.length, sizeBytes);
    chunks.push(chunk);
  }
  return { path, bytes: Buffer.concat(chunks), executable: (header.mode & 0o111) !== 0 };
}

/** Hands on what is unpacked, and stops where the archive would be larger than any archive within the limits. */
async function* bounded(source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > MAX_TAR_BYTES)
      throw new Problem("too_large", {
        detail: "unpacked, the archive is too large; the limit is 100 MiB unpacked",
        facts: { limit: "100 MiB unpacked" },
      });
    yield chunk;
  }
}

function refuseBadFrame(bytes: Buffer): void {
  const limit = env().CHARTROOM_MAX_CATALOG_BLOB;
  if (bytes.length > limit)
    throw new Problem("too_large", {
      detail: `the archive has ${bytes.length} bytes; the limit is ${limit}`,
      facts: { limitBytes: limit },
    });
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b)
    throw new Problem("archive_invalid", { detail: "it is not a gzip-compressed tar archive" });
}

function asArchiveProblem(error: unknown): unknown {
  if (isProblem(error)) return error;
  const why = error instanceof Error ? error.message : "unreadable";
  return new Problem("archive_invalid", { detail: `it cannot be read: ${why}`, cause: error });
}

/** Takes the one folder off that all paths begin with. @throws Problem "archive_invalid" when it is required and missing */
function withoutTopFolder(files: FileContent[], mode: ArchiveOptions["topFolder"]): FileContent[] {
  const first = files[0]?.path.split("/")[0] ?? "";
  const stray = files.find(({ path }) => !path.startsWith(`${first}/`));
  if (mode === "none" || (mode === "optional" && stray)) return files;
  if (stray) throw entryProblem(stray.path, "does not lie in the one top folder that a chart archive has");
  return files.map((file) => ({ ...file, path: file.path.slice(first.length + 1) }));
}

/** Applies the rule about the top folder, for tar and ZIP alike. */
export function finishArchive(files: FileContent[], { topFolder }: ArchiveOptions): FileContent[] {
  if (files.length === 0) throw new Problem("archive_invalid", { detail: "it holds no files" });
  return sortedByPath(withoutTopFolder(files, topFolder));
}

/**
 * Reads a .tar.gz into memory, never onto disk, sorted by the bytes of the paths (PUB-4). Inflating runs on libuv's
 * threads and the bytes come in chunks of 64 KiB, so that the event loop is never held for long; reading stops at the
 * first entry that breaks a rule.
 * @throws Problem "too_large" naming the limit, "archive_invalid" naming the entry
 */
export async function readArchive(bytes: Buffer, options: ArchiveOptions): Promise<FileContent[]> {
  refuseBadFrame(bytes);
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const unpack = extract();
  const source = Readable.from(slices(bytes));
  source.on("error", (error) => gunzip.destroy(error));
  gunzip.on("error", () => {});
  const feeding = feed(bounded(source.pipe(gunzip)), unpack);
  feeding.catch((error: unknown) => unpack.destroy(error instanceof Error ? error : null));
  const files: FileContent[] = [];
  const ledger = new FileLedger("archive_invalid");
  try {
    for await (const entry of unpack) {
      const file = await readEntry(entry as Entry, ledger);
      if (file) files.push(file);
    }
    await feeding;
  } catch (error) {
    throw asArchiveProblem(error);
  } finally {
    source.destroy();
    gunzip.destroy();
    unpack.destroy(null);
  }
  return finishArchive(files, options);
}

function* slices(bytes: Buffer): Iterable<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

async function feed(source: AsyncIterable<Buffer>, unpack: ReturnType<typeof extract>): Promise<void> {
  for await (const chunk of source) {
    if (unpack.destroyed) return;
    if (!unpack.write(chunk)) await drained(unpack);
  }
  unpack.end(null);
}

function drained(unpack: ReturnType<typeof extract>): Promise<void> {
  return new Promise((done) => {
    const go = () => {
      unpack.off("drain", go);
      unpack.off("close", go);
      done();
    };
    unpack.on("drain", go);
    unpack.on("close", go);
  });
}
