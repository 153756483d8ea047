import { diffArrays, diffWordsWithSpace } from "diff";

/** Columns of a line that changed within it: `start` to `end`, end not included, in UTF-16 units. */
export type WordMark = { readonly start: number; readonly end: number };

/** One line of a comparison. `before` and `after` are line numbers from one; null on the side where it is not. */
export type DiffLine = {
  readonly kind: "same" | "added" | "removed";
  readonly before: number | null;
  readonly after: number | null;
  readonly text: string;
  readonly marks: readonly WordMark[];
  /** The file ends here without a line break. */
  readonly unended?: true;
};

type DiffOptions = {
  readonly ignoreWhitespace: boolean;
  /** How long the search for the shortest difference may take. */
  readonly timeoutMs?: number;
};

// Above these a pair of lines is marked as a whole: word marks on it would be noise, or slow.
const LONGEST_MARKED_LINE = 1000;
const LEAST_SHARED = 0.4;

/**
 * Compares two texts line by line, with the changed words of paired lines marked.
 * @param before null where the file is new; @param after null where it is gone
 * @returns null when the search took longer than the time allowed: say so, it is not "no changes"
 */
export function diffLines(
  before: string | null,
  after: string | null,
  { ignoreWhitespace, timeoutMs = 1500 }: DiffOptions,
): DiffLine[] | null {
  const old = linesOf(before);
  const now = linesOf(after);
  const key = ignoreWhitespace ? withoutWhitespace : asWritten;
  const changes = diffArrays(old.map(key), now.map(key), { timeout: timeoutMs });
  if (!changes) return null;
  const lines: DiffLine[] = [];
  const at = { old: 0, now: 0 };
  for (const { added, removed, count } of changes) {
    const kind = kindOf(added, removed);
    for (let step = 0; step < count; step += 1) {
      if (kind !== "added") at.old += 1;
      if (kind !== "removed") at.now += 1;
      const source = kind === "removed" ? old[at.old - 1] : now[at.now - 1];
      lines.push(numbered(kind, source ?? EMPTY, at));
    }
  }
  return markWords(lines);
}

const asWritten = (line: SourceLine) => (line.unended ? `${line.text}\n` : line.text);
const withoutWhitespace = (line: SourceLine) => line.text.replace(/\s+/g, " ").trim();

function kindOf(added: boolean, removed: boolean): DiffLine["kind"] {
  if (added) return "added";
  return removed ? "removed" : "same";
}

function numbered(kind: DiffLine["kind"], source: SourceLine, at: { old: number; now: number }): DiffLine {
  return {
    kind,
    before: kind === "added" ? null : at.old,
    after: kind === "removed" ? null : at.now,
    text: source.text,
    marks: [],
    ...(source.unended ? { unended: true as const } : {}),
  };
}

type SourceLine = { readonly text: string; readonly unended: boolean };

const EMPTY: SourceLine = { text: "", unended: false };

/** The lines of a text, without their line feeds; an empty or missing text has none. */
export function linesOf(text: string | null): SourceLine[] {
  if (text === null || text === "") return [];
  const parts = text.split("\n");
  const ended = parts.at(-1) === "";
  if (ended) parts.pop();
  return parts.map((part, index) => ({ text: part, unended: !ended && index === parts.length - 1 }));
}

/** Removed lines followed by added ones are paired in order; what differs inside a pair is marked on both sides. */
function markWords(lines: DiffLine[]): DiffLine[] {
  const marked = [...lines];
  for (const { removedAt, addedAt, end } of changedBlocks(lines)) {
    const pairs = Math.min(addedAt - removedAt, end - addedAt);
    for (let step = 0; step < pairs; step += 1) {
      const old = lines[removedAt + step];
      const now = lines[addedAt + step];
      if (!old || !now) continue;
      const marks = wordMarks(old.text, now.text);
      marked[removedAt + step] = { ...old, marks: marks.before };
      marked[addedAt + step] = { ...now, marks: marks.after };
    }
  }
  return marked;
}

function* changedBlocks(lines: readonly DiffLine[]) {
  for (let at = 0; at < lines.length; ) {
    if (lines[at]?.kind !== "removed") {
      at += 1;
      continue;
    }
    const removedAt = at;
    while (lines[at]?.kind === "removed") at += 1;
    const addedAt = at;
    while (lines[at]?.kind === "added") at += 1;
    yield { removedAt, addedAt, end: at };
  }
}

function wordMarks(before: string, after: string): { before: WordMark[]; after: WordMark[] } {
  const none = { before: [], after: [] };
  if (before.length > LONGEST_MARKED_LINE || after.length > LONGEST_MARKED_LINE) return none;
  const marks: { before: WordMark[]; after: WordMark[] } = { before: [], after: [] };
  let oldAt = 0;
  let newAt = 0;
  let shared = 0;
  for (const { value, added, removed } of diffWordsWithSpace(before, after)) {
    if (added) marks.after.push({ start: newAt, end: newAt + value.length });
    else if (removed) marks.before.push({ start: oldAt, end: oldAt + value.length });
    else shared += value.trim().length;
    if (!added) oldAt += value.length;
    if (!removed) newAt += value.length;
  }
  // Two lines with little in common are two lines, not one that changed.
  const longer = Math.max(before.trim().length, after.trim().length);
  return shared < longer * LEAST_SHARED ? none : marks;
}

/** How many lines were added and removed. */
export function countChanges(lines: readonly DiffLine[]): { added: number; removed: number } {
  let added = 0;
  let removed = 0;
  for (const line of lines) {
    if (line.kind === "added") added += 1;
    else if (line.kind === "removed") removed += 1;
  }
  return { added, removed };
}
