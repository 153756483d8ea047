import { Problem } from "#lib/problems/problem.ts";
import type { FileContent } from "./types.ts";

/** PUB-4: Helm's own limits (pkg/chart/loader/archive), the same for every kind. */
export const MAX_UNPACKED_BYTES = 100 * 1024 ** 2;
export const MAX_FILE_BYTES = 5 * 1024 ** 2;
export const MAX_FILES = 10_000;
const MAX_PATH_LENGTH = 1000;
const MAX_PATH_PART_BYTES = 255;

/** How a name that someone else chose is shown: without what could write over the line it stands in. */
export function shown(name: string): string {
  return JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The refusal of an entry, with its name and what is wrong about it. */
export function entryProblem(name: string, why: string): Problem {
  return new Problem("archive_invalid", {
    detail: `${shown(name)}: ${why}`,
    facts: { entry: name.slice(0, 200) },
  });
}

function sizeProblem(what: string, limit: string): Problem {
  return new Problem("too_large", { detail: `${what}; the limit is ${limit}`, facts: { limit } });
}

// Control characters, those that turn the reading direction, and what a byte that is no UTF-8 becomes.
const UNSAFE_CHARACTERS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/u;

function whyUnsafe(name: string): string | null {
  if (UNSAFE_CHARACTERS.test(name)) return "the name holds a control or bidirectional character";
  if (name.includes("\\")) return "the name holds a backslash";
  if (name.startsWith("/")) return "the name is an absolute path";
  if (/^[A-Za-z]:/.test(name)) return "the name begins with a drive letter";
  if (name.length > MAX_PATH_LENGTH) return `the name is longer than ${MAX_PATH_LENGTH} characters`;
  const parts = name.split("/");
  if (parts.includes("..")) return "the name leads out of the archive";
  if (parts.some((part) => Buffer.byteLength(part) > MAX_PATH_PART_BYTES))
    return `a part of the name is longer than ${MAX_PATH_PART_BYTES} bytes`;
  return null;
}

/**
 * A path inside an archive or a draft, as it is kept: relative, with `/`, without `.` and empty parts.
 * @throws Problem "archive_invalid" naming the entry (S19)
 */
export function parseEntryPath(name: string): string {
  const why = whyUnsafe(name);
  if (why) throw entryProblem(name, why);
  return name
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

const folded = (path: string) => path.normalize("NFC").toLowerCase();

/** Counts and compares what was taken so far, so that reading stops at the first entry that breaks a rule. */
export class EntryLedger {
  #fileCount = 0;
  #totalBytes = 0;
  /** By the name as a file system without case would have it: the spelling, and whether it is a file or a folder. */
  readonly #seen = new Map<string, { path: string; isFile: boolean }>();

  /** Before the bytes of a file are read. @throws Problem "too_large", "archive_invalid" */
  addFile(path: string): void {
    this.#fileCount += 1;
    if (this.#fileCount > MAX_FILES)
      throw sizeProblem(`${shown(path)} is one file too many`, `${MAX_FILES.toLocaleString("en")} files`);
    const parts = path.split("/");
    for (let depth = 1; depth < parts.length; depth += 1) this.#note(parts.slice(0, depth).join("/"), false);
    this.#note(path, true);
  }

  /** @param fileBytes of this file so far. @throws Problem "too_large" at the first byte over a limit */
  addBytes(path: string, chunkBytes: number, fileBytes: number): void {
    this.#totalBytes += chunkBytes;
    if (fileBytes > MAX_FILE_BYTES) throw sizeProblem(`${shown(path)} is too large`, "5 MiB a file");
    if (this.#totalBytes > MAX_UNPACKED_BYTES)
      throw sizeProblem(`unpacked, the files are too large at ${shown(path)}`, "100 MiB unpacked");
  }

  #note(path: string, isFile: boolean): void {
    const key = folded(path);
    const other = this.#seen.get(key);
    if (!other) {
      this.#seen.set(key, { path, isFile });
      return;
    }
    if (other.path !== path)
      throw entryProblem(path, `differs from ${shown(other.path)} only in upper and lower case`);
    if (isFile || other.isFile)
      throw entryProblem(path, isFile && other.isFile ? "is there twice" : "is a file and a folder");
  }
}

/** PUB-4 for files that did not come in an archive, such as a draft's. @throws as the ledger does */
export function refuseBadFiles(files: FileContent[]): void {
  const ledger = new EntryLedger();
  for (const { path, bytes } of files) {
    if (parseEntryPath(path) !== path) throw entryProblem(path, "the name is not a plain relative path");
    ledger.addFile(path);
    ledger.addBytes(path, bytes.length, bytes.length);
  }
}

const byBytes = (a: FileContent, b: FileContent) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));

export function sortedByPath(files: FileContent[]): FileContent[] {
  return [...files].sort(byBytes);
}
