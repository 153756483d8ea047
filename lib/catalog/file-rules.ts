import { Problem, type ProblemDetails } from "#lib/problems/problem.ts";

const MIB = 1024 * 1024;
/** Helm's own limits (pkg/chart/loader/archive): a file, and everything unpacked; and the number of files (PUB-4, CAT-20). */
export const MAX_FILE_BYTES = 5 * MIB;
export const MAX_TREE_BYTES = 100 * MIB;
export const MAX_FILES = 10_000;
const MAX_PATH_BYTES = 1000;
const MAX_NAME_BYTES = 255;

/** What a set of files is refused as: an archive (a gate), or input of an editor. */
export type FileRefusal = "archive_invalid" | "input_invalid";

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for.
const CONTROL = /[\u0000-\u001f\u007f]/;

function faultOfName(name: string): string | null {
  if (name === "") return "it has an empty part";
  if (name === "." || name === "..") return `it has the part ${name}`;
  if (name.toLowerCase() === ".git") return "a folder .git is not part of an artifact";
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) return `a part of it is longer than ${MAX_NAME_BYTES} bytes`;
  return null;
}

/** What is wrong with a path; null when nothing is. Paths are relative, with `/` (PUB-4). */
export function faultOfPath(path: string): string | null {
  if (path === "") return "it is empty";
  if (!path.isWellFormed()) return "it is not valid Unicode";
  if (path.startsWith("/")) return "it is absolute";
  if (path.includes("\\")) return "it has a backslash";
  if (CONTROL.test(path)) return "it has a control character";
  if (/^[A-Za-z]:/.test(path)) return "it begins with a drive letter";
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return `it is longer than ${MAX_PATH_BYTES} bytes`;
  for (const name of path.split("/")) {
    const fault = faultOfName(name);
    if (fault) return fault;
  }
  return null;
}

const shown = (path: string) => JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}…` : path);

/** A refusal about one file, in the same words at every door. */
export function fileProblem(code: FileRefusal | "too_large", path: string, message: string): Problem {
  const details: ProblemDetails = { detail: `${shown(path)}: ${message}`, fields: [{ path, message }] };
  return new Problem(code, details);
}

/** @throws Problem of this code, naming the path and what is wrong with it */
export function refusePath(path: string, code: FileRefusal): void {
  const fault = faultOfPath(path);
  if (fault) throw fileProblem(code, path, fault);
}

/** @throws Problem "too_large" naming the file and the limit */
export function refuseLargeFile(path: string, sizeBytes: number): void {
  if (sizeBytes <= MAX_FILE_BYTES) return;
  throw new Problem("too_large", {
    detail: `${shown(path)} has ${sizeBytes} bytes; the limit for a file is ${MAX_FILE_BYTES} (5 MiB).`,
    hint: "Leave out what is not needed to deploy, or split the file.",
    fields: [{ path, message: "over 5 MiB" }],
    facts: { limitBytes: MAX_FILE_BYTES, sizeBytes },
  });
}

/** @throws Problem "too_large" naming the limit */
export function refuseManyFiles(count: number): void {
  if (count <= MAX_FILES) return;
  throw new Problem("too_large", {
    detail: `There are more than ${MAX_FILES} files; that is the limit.`,
    hint: "Leave out what is not needed to deploy.",
    facts: { limitFiles: MAX_FILES },
  });
}

/** @throws Problem "too_large" naming the limit */
export function refuseLargeTree(totalBytes: number): void {
  if (totalBytes <= MAX_TREE_BYTES) return;
  throw new Problem("too_large", {
    detail: `The files have more than ${MAX_TREE_BYTES} bytes together; that is the limit (100 MiB).`,
    hint: "Leave out what is not needed to deploy.",
    facts: { limitBytes: MAX_TREE_BYTES },
  });
}

/** Two paths that are one on a file system that ignores case, or writes accents apart. */
const folded = (path: string) => path.normalize("NFC").toLowerCase();

function* foldersOf(path: string): Iterable<string> {
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1))
    yield path.slice(0, slash);
}

function refuseCollisions(paths: string[], code: FileRefusal): void {
  const files = new Map<string, string>();
  for (const path of paths) {
    const other = files.get(folded(path));
    if (other === path) throw fileProblem(code, path, "it is there twice");
    if (other !== undefined)
      throw fileProblem(
        code,
        path,
        `it differs from ${shown(other)} only in case or in how accents are written`,
      );
    files.set(folded(path), path);
  }
  for (const path of paths)
    for (const folder of foldersOf(path)) {
      const file = files.get(folded(folder));
      if (file !== undefined)
        throw fileProblem(code, path, `${shown(file)} is a file, so nothing can be inside it`);
    }
}

/**
 * The rules for every set of files, drafts and archives alike (PUB-4, CAT-20): paths, names that collide, and the three limits.
 * @throws Problem of this code, or "too_large", naming the file and the limit
 */
export function refuseFiles(files: { path: string; sizeBytes: number }[], code: FileRefusal): void {
  refuseManyFiles(files.length);
  let totalBytes = 0;
  for (const { path, sizeBytes } of files) {
    refusePath(path, code);
    refuseLargeFile(path, sizeBytes);
    totalBytes += sizeBytes;
  }
  refuseLargeTree(totalBytes);
  refuseCollisions(
    files.map((file) => file.path),
    code,
  );
}
