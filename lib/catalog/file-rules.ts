import { Problem } from "#lib/problems/problem.ts";

/** Helm's own limits (pkg/chart/loader/archive), the same for every kind, for drafts and for archives (PUB-4, CAT-20). */
export const MAX_FILE_BYTES = 5 * 1024 ** 2;
export const MAX_TREE_BYTES = 100 * 1024 ** 2;
export const MAX_FILES = 10_000;
const MAX_PATH_LENGTH = 1000;
const MAX_PATH_PART_BYTES = 255;

/** What a set of files is refused as: an archive (a gate), or what someone wrote in an editor. */
export type FileRefusal = "archive_invalid" | "input_invalid";

/** How a name that someone else chose is shown: without what could write over the line it stands in. */
export function shown(name: string): string {
  return JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A refusal about one file, with its name and what is wrong about it: the same words at every door. */
export function fileProblem(code: FileRefusal, path: string, why: string): Problem {
  return new Problem(code, {
    detail: `${shown(path)}: ${why}`,
    fields: [{ path: path.slice(0, 200), message: why }],
    facts: { entry: path.slice(0, 200) },
  });
}

function sizeProblem(what: string, limit: string): Problem {
  return new Problem("too_large", {
    detail: `${what}; the limit is ${limit}`,
    hint: "Leave out what is not needed to deploy.",
    facts: { limit },
  });
}

// Control characters, those that turn the reading direction, and what a byte that is no UTF-8 becomes.
const UNSAFE_CHARACTERS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/u;

/** What makes a name unsafe wherever it stands; null when nothing does. Empty parts and `.` are harmless. */
export function faultOfName(name: string): string | null {
  if (!name.isWellFormed()) return "the name is not valid Unicode";
  if (UNSAFE_CHARACTERS.test(name)) return "the name holds a control or bidirectional character";
  if (name.includes("\\")) return "the name holds a backslash";
  if (name.startsWith("/")) return "the name is an absolute path";
  if (/^[A-Za-z]:/.test(name)) return "the name begins with a drive letter";
  if (name.length > MAX_PATH_LENGTH) return `the name is longer than ${MAX_PATH_LENGTH} characters`;
  const parts = name.split("/");
  if (parts.includes("..")) return "the name leads out of the folder";
  // git refuses a tree with such an entry, in every spelling.
  if (parts.some((part) => part.toLowerCase() === ".git")) return "a folder .git is no part of an artifact";
  if (parts.some((part) => Buffer.byteLength(part) > MAX_PATH_PART_BYTES))
    return `a part of the name is longer than ${MAX_PATH_PART_BYTES} bytes`;
  return null;
}

/** What is wrong with a path as it is kept: relative, with `/`, without `.` and empty parts; null when nothing is. */
export function faultOfPath(path: string): string | null {
  const unsafe = faultOfName(path);
  if (unsafe) return unsafe;
  const isPlain = path.split("/").every((part) => part !== "" && part !== ".");
  return isPlain ? null : "the name is not a plain relative path";
}

/** @throws Problem of this code, naming the path and what is wrong with it */
export function refusePath(path: string, code: FileRefusal): void {
  const fault = faultOfPath(path);
  if (fault) throw fileProblem(code, path, fault);
}

const folded = (path: string) => path.normalize("NFC").toLowerCase();

/** Counts and compares what was taken so far, so that reading stops at the first entry that breaks a rule. */
export class FileLedger {
  readonly #code: FileRefusal;
  #fileCount = 0;
  #totalBytes = 0;
  /** By the name as a file system without case would have it: the spelling, and whether it is a file or a folder. */
  readonly #seen = new Map<string, { path: string; isFile: boolean }>();

  constructor(code: FileRefusal) {
    this.#code = code;
  }

  /** Before the bytes of a file are read. @throws Problem "too_large", or of the ledger's code */
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
    if (this.#totalBytes > MAX_TREE_BYTES)
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
      throw fileProblem(this.#code, path, `differs from ${shown(other.path)} only in upper and lower case`);
    if (isFile || other.isFile)
      throw fileProblem(
        this.#code,
        path,
        isFile && other.isFile ? "is there twice" : "is a file and a folder",
      );
  }
}

/**
 * The rules for every set of files: paths, names that collide, and the three limits.
 * @throws Problem of this code, or "too_large", naming the file and the limit
 */
export function refuseFiles(files: { path: string; sizeBytes: number }[], code: FileRefusal): void {
  const ledger = new FileLedger(code);
  for (const { path, sizeBytes } of files) {
    refusePath(path, code);
    ledger.addFile(path);
    ledger.addBytes(path, sizeBytes, sizeBytes);
  }
}
