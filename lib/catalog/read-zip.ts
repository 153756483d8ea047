import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { env } from "#lib/env/env.ts";
import { isProblem, Problem } from "#lib/problems/problem.ts";
import { entryProblem, parseEntryPath } from "./archive-rules.ts";
import { FileLedger } from "./file-rules.ts";
import { type ArchiveOptions, finishArchive } from "./read-archive.ts";
import type { FileContent } from "./types.ts";

/** The upper half of the external attributes is the Unix mode, where a Unix tool made the archive (APPNOTE 4.4.15). */
const TYPE_MASK = 0o170000;
const FILE = 0o100000;
const FOLDER = 0o040000;
const SYMBOLIC_LINK = 0o120000;
const ENCRYPTED = 1;

const modeOf = (entry: Entry) => entry.externalFileAttributes >>> 16;

function refuseBadEntry(entry: Entry): void {
  const mode = modeOf(entry);
  const type = mode & TYPE_MASK;
  if (type === SYMBOLIC_LINK) throw entryProblem(entry.fileName, "is a symbolic link");
  if (type !== 0 && type !== FILE && type !== FOLDER)
    throw entryProblem(entry.fileName, "is neither a file nor a folder");
  if ((mode & 0o6000) !== 0) throw entryProblem(entry.fileName, "is marked setuid or setgid");
  if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw entryProblem(entry.fileName, "is encrypted");
}

async function readEntry(zip: ZipFile, entry: Entry, ledger: FileLedger): Promise<FileContent | null> {
  refuseBadEntry(entry);
  const path = parseEntryPath(entry.fileName);
  if (entry.fileName.endsWith("/")) return null;
  if (path === "") throw entryProblem(entry.fileName, "has no name");
  ledger.addFile(path);
  // What the archive says of itself is refused before anything is inflated; what is inflated is counted again.
  ledger.addBytes(path, 0, entry.uncompressedSize);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    ledger.addBytes(path, chunk.length, sizeBytes);
    chunks.push(chunk);
  }
  return { path, bytes: Buffer.concat(chunks), executable: (modeOf(entry) & 0o111) !== 0 };
}

async function readEntries(zip: ZipFile): Promise<FileContent[]> {
  const files: FileContent[] = [];
  const ledger = new FileLedger("archive_invalid");
  for await (const entry of zip.eachEntry()) {
    const file = await readEntry(zip, entry, ledger);
    if (file) files.push(file);
  }
  return files;
}

/**
 * Reads a ZIP archive into memory by the rules of PUB-4, as `readArchive` does for .tar.gz.
 * @throws Problem "too_large" naming the limit, "archive_invalid" naming the entry
 */
export async function readZip(bytes: Buffer, options: ArchiveOptions): Promise<FileContent[]> {
  const limit = env().CHARTROOM_MAX_CATALOG_BLOB;
  if (bytes.length > limit)
    throw new Problem("too_large", {
      detail: `the archive has ${bytes.length} bytes; the limit is ${limit}`,
    });
  try {
    // yauzl refuses absolute and `..` names and backslashes in its own words; ours name the entry.
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true });
    return finishArchive(await readEntries(zip), options);
  } catch (error) {
    if (isProblem(error)) throw error;
    const why = error instanceof Error ? error.message : "unreadable";
    throw new Problem("archive_invalid", { detail: `it cannot be read: ${why}`, cause: error });
  }
}
