import { readActions, type TemplateAction, wordOf } from "./template-actions.ts";

/** What a line of a template can print. */
export type TemplateLine = {
  /**
   * `literal`: itself; `mixed`: its text with something in the gaps; `block`: whatever its action says, also many lines;
   * `silent`: nothing (control, comments, definitions); `break`: the end of a document.
   */
  role: "literal" | "mixed" | "block" | "silent" | "break";
  /** The line as it would be printed, of a literal one. */
  text: string;
  /** What a mixed line prints for certain, in order; the first stands at its beginning, the last at its end. */
  pieces: readonly string[];
  /** How many characters of it are its own. */
  weight: number;
  /** An action of it may print further lines. */
  mayContinue: boolean;
  /** Spaces that `indent` or `nindent` puts before what it prints; null where it is not said. */
  indent: number | null;
  /** Inside of an `if`, `range` or `with`: it may be left out. */
  isOptional: boolean;
};

/** Lines, by index, that `range` may print again and again: first and last of its body. */
export type Loop = { first: number; last: number };

export type TemplateShape = { lines: TemplateLine[]; loops: Loop[] };

const SILENT = new Set(["if", "else", "end", "range", "with", "define", "block", "break", "continue"]);

const isSilent = (action: TemplateAction) =>
  action.code === "" ||
  (SILENT.has(wordOf(action)) && wordOf(action) !== "block") ||
  /^[-\s]*(\$\w*\s*(,\s*\$\w+\s*)?:?=[^=])/.test(action.code) ||
  /^[-\s]*(fail|required)\b/.test(action.code) ||
  /^[-\s]*\$?_\s*:?=/.test(action.code);

type Frame = { word: string; first: number; last: number };

const OPENERS = new Set(["if", "range", "with", "define", "block"]);

/** Pairs each if, range, with, define and block with its end. */
function readFrames(actions: readonly TemplateAction[], lineOf: (offset: number) => number): Frame[] {
  const open: Frame[] = [];
  return actions.flatMap((action): Frame[] => {
    const word = wordOf(action);
    if (OPENERS.has(word)) open.push({ word, first: lineOf(action.start), last: 0 });
    const frame = word === "end" ? open.pop() : undefined;
    return frame ? [{ ...frame, last: lineOf(action.start) }] : [];
  });
}

/** Which lines may be left out, and which are printed elsewhere only. */
function coverLines(frames: readonly Frame[], count: number) {
  const depth = new Int32Array(count + 1);
  const defined = new Uint8Array(count);
  for (const { word, first, last } of frames) {
    if (word === "define") defined.fill(1, first, last + 1);
    else {
      depth[first] = (depth[first] ?? 0) + 1;
      depth[last + 1] = (depth[last + 1] ?? 0) - 1;
    }
  }
  for (let line = 1; line <= count; line += 1) depth[line] = (depth[line] ?? 0) + (depth[line - 1] ?? 0);
  return { depth, defined };
}

/** Takes a template apart into what each of its lines can print. */
export function readTemplate(text: string): TemplateShape {
  const rows = text.split(/\r?\n/);
  const starts: number[] = [];
  for (let at = 0; at >= 0; at = text.indexOf("\n", at) + 1 || -1) starts.push(at);
  const lineOf = (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const actions = readActions(text);
  const frames = readFrames(actions, lineOf);
  const { depth, defined } = coverLines(frames, rows.length);
  const loops = frames.flatMap(({ word, first, last }) => (word === "range" ? [{ first, last }] : []));
  let next = 0;
  const lines = rows.map((row, index): TemplateLine => {
    const start = starts[index] ?? 0;
    while ((actions[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    const here: TemplateAction[] = [];
    for (let at = next; (actions[at]?.start ?? Number.POSITIVE_INFINITY) < start + row.length; at += 1) {
      const action = actions[at];
      if (action) here.push(action);
    }
    return describeLine(row, start, here, defined[index] === 1, (depth[index] ?? 0) > 0);
  });
  return { lines, loops };
}

function describeLine(
  row: string,
  start: number,
  actions: readonly TemplateAction[],
  isDefined: boolean,
  isOptional: boolean,
): TemplateLine {
  const line: TemplateLine = {
    role: "silent",
    text: row.trimEnd(),
    pieces: [],
    weight: row.trim().length,
    mayContinue: false,
    indent: null,
    isOptional,
  };
  if (isDefined) return line;
  if (actions.length === 0) {
    if (/^---\s*(#.*)?$/.test(row)) return { ...line, role: "break" };
    return line.weight === 0 ? line : { ...line, role: "literal" };
  }
  const printing = actions.filter((action) => !isSilent(action));
  const indent = printing.flatMap(({ code }) => /n?indent\s+(\d+)/.exec(code)?.[1] ?? []).at(-1);
  const filled = { ...line, mayContinue: printing.length > 0, indent: indent ? Number(indent) : null };
  const pieces = cutPieces(row, start, actions);
  const weight = pieces.reduce((sum, piece) => sum + piece.trim().length, 0);
  if (weight === 0) return { ...filled, weight, role: printing.length > 0 ? "block" : "silent" };
  return { ...filled, pieces, weight, role: "mixed" };
}

/**
 * The text around the actions of a line. An action may take white space on its sides away, so that only the indentation
 * of the line is certain; one that began on an earlier line ends where it says.
 */
function cutPieces(row: string, start: number, actions: readonly TemplateAction[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const action of actions) {
    const from = Math.max(0, action.start - start);
    pieces.push(from > at ? row.slice(at, from) : "");
    at = Math.max(at, action.end - start);
  }
  pieces.push(row.slice(at));
  return pieces.map((piece, index) => (index === 0 ? piece.trimEnd() : piece.trim()));
}

/** Whether a mixed line can have printed a text: its pieces stand in it in their order. */
export function matchesPieces(pieces: readonly string[], printed: string): boolean {
  const [first = "", ...others] = pieces;
  const last = others.pop() ?? "";
  if (!printed.startsWith(first) || !printed.endsWith(last)) return false;
  let at = first.length;
  const end = printed.length - last.length;
  for (const piece of others) {
    const found = printed.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= end;
}
