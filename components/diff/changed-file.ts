import type { CodeLanguage } from "#lib/engine/findings/code-language.ts";
import { countChanges, type DiffLine, diffLines, linesOf } from "./diff-lines.ts";

/**
 * One changed file, as the API gives it. `before` and `after` are null where the file is not there, or is binary or too
 * large (then `omitted` says so).
 */
export type ChangedFile = {
  readonly path: string;
  readonly change: "added" | "removed" | "modified" | "renamed";
  readonly from: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly beforeSize: number | null;
  readonly afterSize: number | null;
  readonly omitted: "binary" | "too-large" | null;
};

export type DiffMode = "unified" | "split";

export const changeLetters = { added: "A", removed: "D", modified: "M", renamed: "R" } as const;

/** Where a comparison of one file ends: lines, or why there are none. */
export type ComparedFile =
  | {
      readonly kind: "lines";
      readonly lines: readonly DiffLine[];
      readonly added: number;
      readonly removed: number;
    }
  | { readonly kind: "binary" }
  | { readonly kind: "too-large" }
  /** The search for the difference took too long. Both texts are there. */
  | { readonly kind: "too-different" };

// A text longer than this is not compared line by line on the page.
const MOST_LINES = 50_000;

export function compareFile(file: ChangedFile, ignoreWhitespace: boolean): ComparedFile {
  if (file.omitted) return { kind: file.omitted };
  if (Math.max(lineCount(file.before), lineCount(file.after)) > MOST_LINES) return { kind: "too-large" };
  const lines = diffLines(file.before, file.after, { ignoreWhitespace });
  return lines ? { kind: "lines", lines, ...countChanges(lines) } : { kind: "too-different" };
}

const lineCount = (text: string | null) => (text === null ? 0 : linesOf(text).length);

export type LanguageOfPath = (path: string) => CodeLanguage;
