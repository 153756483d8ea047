import {
  documentAround,
  isBorder,
  isInBlockText,
  type LineSpan,
  readLine,
  saysNothing,
  type YamlLine,
} from "./yaml-lines.ts";

/** What stands at one place of a YAML text, told by its lines, so that it works while they are being written. */
export type YamlPlace = {
  readonly kind: "key" | "value";
  /** The keys above; `*` is an item of a list. For a value its own key is the last one. */
  readonly path: readonly string[];
  /** The word at the cursor. */
  readonly start: number;
  readonly end: number;
  /** Keys that stand beside it already. */
  readonly beside: readonly string[];
  readonly indent: number;
  readonly document: LineSpan;
};

/** Behind so much of one line nobody types YAML: it is a minified file. */
const LONGEST_LINE = 5000;

/** @param lines without actions of templates, which {@link blankActions} takes away */
export function yamlPlaceAt(lines: readonly string[], line: number, column: number): YamlPlace | null {
  const text = lines[line] ?? "";
  const before = text.slice(0, column);
  if (before.length > LONGEST_LINE || /(?:^|\s)#/.test(before) || isInBlockText(lines, line)) return null;
  const document = documentAround(lines, line);
  const lineStart = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  const own = readLine(before);
  const value = /^(\s*(?:- +)*)([^\s#"'][^#"']*?|"[^"]*"|'[^']*'):(\s+)(.*)$/.exec(before);
  if (value) {
    const typed = value[4] ?? "";
    const start = lineStart + before.length - typed.length;
    const end = lineStart + text.trimEnd().length;
    const path = [...pathAbove(lines, line, own.column, own.dashes), own.key ?? ""];
    return {
      kind: "value",
      path,
      start,
      end: Math.max(end, start),
      beside: [],
      indent: own.column,
      document,
    };
  }
  const word = /[^\s]*$/.exec(before)?.[0] ?? "";
  if (/\s\S*$/.test(before.trimStart().replace(/^(?:- +)+/, ""))) return null;
  const start = lineStart + before.length - word.length;
  const rest = /^[\w./-]*/.exec(text.slice(column))?.[0] ?? "";
  const path = pathAbove(lines, line, own.column, own.dashes);
  const beside = siblingsOf(lines, line, own.column, document);
  return {
    kind: "key",
    path,
    start,
    end: start + word.length + rest.length,
    beside,
    indent: own.column,
    document,
  };
}

/** How far a climb to the keys above has come. */
type Climb = { readonly left: number; readonly isItem: boolean };

/** The keys around a place: lines above that stand further left. */
function pathAbove(
  lines: readonly string[],
  line: number,
  column: number,
  dashes: readonly number[],
): string[] {
  const path: string[] = dashes.map(() => "*");
  let climb: Climb = { left: dashes[0] ?? column, isItem: dashes.length > 0 };
  for (let at = line - 1; at >= 0 && (climb.left > 0 || climb.isItem); at -= 1) {
    const text = lines[at] ?? "";
    if (isBorder(text)) break;
    if (saysNothing(text)) continue;
    const step = climbTo(readLine(text), climb);
    path.unshift(...step.names);
    climb = step;
  }
  return path;
}

function climbTo(above: YamlLine, { left, isItem }: Climb): Climb & { readonly names: readonly string[] } {
  // An item may stand in the column of the key that holds its list; a key that itself begins an item holds none there.
  const holdsInColumn = isItem && above.column === left && above.dashes.length === 0;
  const holds = above.key !== null && (above.column < left || holdsInColumn);
  const names = holds ? [above.key ?? ""] : [];
  const now: Climb = holds ? { left: above.column, isItem: false } : { left, isItem };
  const inner = above.dashes.filter((dash) => dash < now.left);
  const [outermost] = inner;
  if (outermost === undefined) return { ...now, names };
  return { left: outermost, isItem: true, names: [...inner.map(() => "*"), ...names] };
}

function siblingsOf(lines: readonly string[], line: number, column: number, document: LineSpan): string[] {
  const keys: string[] = [];
  const look = (at: number): boolean => {
    const text = lines[at] ?? "";
    if (saysNothing(text)) return true;
    const other = readLine(text);
    if (other.column === column && other.key !== null) keys.push(other.key);
    return other.column >= column;
  };
  const startsItem = (at: number) => {
    const read = readLine(lines[at] ?? "");
    return read.dashes.length > 0 && read.column === column;
  };
  for (let at = line; at >= document.first && !startsItem(at); at -= 1) {
    const above = at - 1;
    if (above < document.first || !look(above)) break;
  }
  for (let at = line + 1; at <= document.last && !startsItem(at) && look(at); at += 1);
  return keys;
}

/** A key under the pointer. Offsets count in the whole text. */
export type YamlKey = {
  readonly kind: "key";
  /** With the key itself at its end. */
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly document: LineSpan;
};

/** @returns the key that the pointer stands on; null elsewhere */
export function keyPathAt(lines: readonly string[], line: number, column: number): YamlKey | null {
  const text = lines[line] ?? "";
  const own = readLine(text);
  if (own.key === null || isInBlockText(lines, line)) return null;
  const quoted = text[own.column] === '"' || text[own.column] === "'" ? 2 : 0;
  const endColumn = own.column + own.key.length + quoted;
  if (column < own.column || column > endColumn) return null;
  const lineStart = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  return {
    kind: "key",
    path: [...pathAbove(lines, line, own.column, own.dashes), own.key],
    start: lineStart + own.column,
    end: lineStart + endColumn,
    document: documentAround(lines, line),
  };
}
