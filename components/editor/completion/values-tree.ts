import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Pair, parseDocument } from "yaml";

/** One key of a values file, or an item of a list under the key `*`. */
export type ValueNode = {
  readonly key: string;
  /** Counted from one; 0 for the whole file. */
  readonly line: number;
  readonly column: number;
  readonly type: "map" | "list" | "string" | "number" | "boolean" | "null";
  /** What it is set to, in few characters of YAML. */
  readonly shown: string;
  /** The comment above the key, or behind it. */
  readonly comment: string;
  readonly children: readonly ValueNode[];
};

const MOST_SHOWN = 240;
const emptyTree: ValueNode = {
  key: "",
  line: 0,
  column: 0,
  type: "map",
  shown: "",
  comment: "",
  children: [],
};

/** Reads the keys of a values file with their places and comments, as far as the file can be read. */
export function readValuesTree(text: string): ValueNode {
  const counter = new LineCounter();
  const lines = text.split("\n");
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    version: "1.1",
    merge: true,
    logLevel: "silent",
  });
  const reader: Reader = { counter, lines, text };
  return { ...emptyTree, children: childrenOf(document.contents, reader, 0) };
}

type Reader = { readonly counter: LineCounter; readonly lines: readonly string[]; readonly text: string };

/** Deeper than any chart's values; it only bounds what a hostile file can cost. */
const DEEPEST = 40;

function childrenOf(node: unknown, reader: Reader, depth: number): ValueNode[] {
  if (depth > DEEPEST) return [];
  if (isMap(node)) return node.items.flatMap((pair) => (isPair(pair) ? keyNode(pair, reader, depth) : []));
  if (!isSeq(node)) return [];
  const items = node.items.flatMap((item) => childrenOf(item, reader, depth + 1));
  const [first] = node.items;
  if (items.length === 0 || !hasRange(first)) return [];
  const { line, col } = reader.counter.linePos(first.range[0]);
  return [
    { key: "*", line, column: col, type: "map", shown: "", comment: "", children: withoutDoubles(items) },
  ];
}

const withoutDoubles = (nodes: readonly ValueNode[]) =>
  nodes.filter((node, at) => nodes.findIndex(({ key }) => key === node.key) === at);

function keyNode(pair: Pair, reader: Reader, depth: number): ValueNode[] {
  const { key, value } = pair;
  if (!isScalar(key) || !key.range) return [];
  const { line, col } = reader.counter.linePos(key.range[0]);
  return [
    {
      key: String(key.value),
      line,
      column: col,
      type: typeOf(value),
      shown: shownOf(value, reader),
      comment: commentOf(reader.lines, line, col),
      children: childrenOf(value, reader, depth + 1),
    },
  ];
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

function typeOf(node: unknown): ValueNode["type"] {
  if (isMap(node)) return "map";
  if (isSeq(node)) return "list";
  if (isAlias(node) || !isScalar(node) || node.value === null) return "null";
  if (typeof node.value === "boolean") return "boolean";
  return typeof node.value === "number" ? "number" : "string";
}

/** The value as it is written, with its own indentation taken away. */
function shownOf(node: unknown, reader: Reader): string {
  if (!hasRange(node)) return "";
  const [start, end] = node.range;
  const indent = reader.counter.linePos(start).col - 1;
  const [first = "", ...rest] = reader.text.slice(start, Math.min(end, start + 4 * MOST_SHOWN)).split("\n");
  const unindented = rest.map((line) => (line.slice(0, indent).trim() === "" ? line.slice(indent) : line));
  const shown = [first, ...unindented].join("\n").trimEnd();
  return shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)} …` : shown;
}

/** Lines of comments right above a key, without the marks that tools for documentation put there. */
function commentOf(lines: readonly string[], line: number, column: number): string {
  const above: string[] = [];
  for (let at = line - 2; at >= 0; at -= 1) {
    const found = /^\s*#+ ?([^\n]*)$/.exec(lines[at] ?? "");
    if (!found) break;
    above.unshift(cleaned(found[1] ?? ""));
  }
  const behind = commentBehind((lines[line - 1] ?? "").slice(column - 1));
  return [...above, cleaned(behind)].join("\n").trim();
}

/** What stands behind the first `#` that no quote follows. */
function commentBehind(text: string): string {
  const unquoted = text.slice(Math.max(text.lastIndexOf('"'), text.lastIndexOf("'")) + 1);
  const start = unquoted.search(/\s#/);
  return start < 0 ? "" : unquoted.slice(start + 1).replace(/^#+ ?/, "");
}

const cleaned = (line: string) =>
  line
    .replace(/^@(?:param|extra|skip)\s+\S+\s*(?:\[[^\]]*\]\s*)?/, "")
    .replace(/^--\s*/, "")
    .replace(/^@(?:default|section|schema)\b.*$/, "")
    .trimEnd();
