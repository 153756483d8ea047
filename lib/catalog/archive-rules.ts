import type { Problem } from "#lib/problems/problem.ts";
import { faultOfName, fileProblem } from "./file-rules.ts";
import type { FileContent } from "./types.ts";

/** The refusal of an entry, with its name and what is wrong about it. */
export function entryProblem(name: string, why: string): Problem {
  return fileProblem("archive_invalid", name, why);
}

/**
 * A path inside an archive, as it is kept: relative, with `/`, without `.` and empty parts.
 * @throws Problem "archive_invalid" naming the entry (S19)
 */
export function parseEntryPath(name: string): string {
  const why = faultOfName(name);
  if (why) throw entryProblem(name, why);
  return name
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

const byBytes = (a: FileContent, b: FileContent) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));

export function sortedByPath(files: FileContent[]): FileContent[] {
  return [...files].sort(byBytes);
}
