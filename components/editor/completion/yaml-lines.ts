/** First and last line of a part, counted from 0. */
export type LineSpan = { readonly first: number; readonly last: number };

export const isBorder = (text: string | undefined) => /^(?:---|\.\.\.)(?:\s|$)/.test(text ?? "");
export const saysNothing = (text: string) => /^\s*(?:#|$)/.test(text);

/** One line of YAML that names a key or begins an item. */
export type YamlLine = {
  /** Column where its key stands, behind the dashes of items it begins. */
  readonly column: number;
  readonly dashes: readonly number[];
  readonly key: string | null;
};

/** YAML reads a key of one line up to 1,024 characters (1.2.2, section 7.4.2); what is longer is no place for help. */
const LONGEST_KEY = 1024;
const KEY = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s#&*!|>%@"'`{}[\],][^#]*?))\s*:(?=\s|$)/;

export function readLine(text: string): YamlLine {
  const dashes: number[] = [];
  let column = text.length - text.trimStart().length;
  let rest = text.slice(column);
  while (/^-(?:\s|$)/.test(rest)) {
    dashes.push(column);
    const inner = rest.slice(1);
    const skipped = 1 + inner.length - inner.trimStart().length;
    column += Math.max(2, skipped);
    rest = inner.trimStart();
  }
  const found = KEY.exec(rest.slice(0, LONGEST_KEY + 4));
  return { column, dashes, key: found ? (found[1] ?? found[2] ?? found[3] ?? null) : null };
}

export function documentAround(lines: readonly string[], line: number): LineSpan {
  let first = line;
  while (first > 0 && !isBorder(lines[first])) first -= 1;
  let last = line + 1;
  while (last < lines.length && !isBorder(lines[last])) last += 1;
  return { first: isBorder(lines[first]) ? first + 1 : first, last: last - 1 };
}

/** Whether a line is text under `key: |`. */
export function isInBlockText(lines: readonly string[], line: number): boolean {
  let left = indentOf(lines[line] ?? "");
  if ((lines[line] ?? "").trim() === "") return false;
  for (let at = line - 1; at >= 0 && left > 0; at -= 1) {
    const text = lines[at] ?? "";
    if (text.trim() === "") continue;
    const indent = indentOf(text);
    if (indent >= left) continue;
    if (/[:-]\s+[|>][+-]?\d?\s*(?:#[^\n]*)?$/.test(text)) return true;
    left = indent;
  }
  return false;
}

const indentOf = (text: string) => text.length - text.trimStart().length;

/**
 * Takes the actions of a template away, each sign for one, so that places stay: a value that is computed becomes a word.
 * @param actions offsets of each
 */
export function blankActions(text: string, actions: readonly { start: number; end: number }[]): string {
  let blanked = "";
  let at = 0;
  for (const { start, end } of actions) {
    const inside = text.slice(start, end);
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const isAlone = text.slice(lineStart, start).trim() === "";
    blanked += text.slice(at, start) + inside.replace(/[^\n]/g, isAlone ? " " : "x");
    at = end;
  }
  return blanked + text.slice(at);
}

/** What a top-level key of a document is set to; null where that is not plain to see. */
export function topLevelValue(lines: readonly string[], document: LineSpan, key: string): string | null {
  for (let at = document.first; at <= document.last; at += 1) {
    const found = /^([\w-]+):\s+["']?([^"'#\s]+)/.exec(lines[at] ?? "");
    if (found?.[1] === key) return found[2] ?? null;
  }
  return null;
}
