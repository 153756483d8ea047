import { isAlias, isCollection, isMap, isScalar, type Node, type Pair, parseDocument } from "yaml";

export type ValueRow = {
  /** `image.repository`: how `--set` names it. */
  key: string;
  type: "string" | "integer" | "number" | "boolean" | "list" | "map" | "null" | "alias";
  /** As it is written, in one line, cut where it is long. */
  value: string;
  /** The comment above or behind it; helm-docs' `# --` is taken off. */
  meaning: string;
};

const MAX_VALUE = 60;
const MAX_ROWS = 2000;

function typeOf(node: Node | null | undefined): ValueRow["type"] {
  if (isAlias(node)) return "alias";
  if (isCollection(node)) return isMap(node) ? "map" : "list";
  const value = isScalar(node) ? node.value : null;
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "boolean" ? "boolean" : "string";
}

/** The last paragraph of the comment above a key: what is meant for it, and not a heading further up. */
function commentOf(pair: Pair<Node, Node | null>, inherited: string | null | undefined): string {
  const text = pair.value?.comment ?? pair.key.commentBefore ?? inherited ?? "";
  const paragraph = text.split(/\n\s*\n/).at(-1) ?? "";
  return paragraph
    .split("\n")
    .map((line) => line.replace(/^\s*(?:-- ?)?/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("@"))
    .join(" ");
}

function say(node: Node | null | undefined): string {
  const text = node === null || node === undefined ? "null" : JSON.stringify(node.toJSON() ?? null);
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text;
}

function* walk(map: Node | null | undefined, prefix: string): Generator<ValueRow> {
  if (!isMap(map)) return;
  for (const [place, item] of map.items.entries()) {
    const pair = item as Pair<Node, Node | null>; // A parsed document has nodes on both sides.
    const key = prefix + String(isScalar(pair.key) ? pair.key.value : pair.key).replaceAll(".", "\\.");
    const inherited = place === 0 ? map.commentBefore : undefined;
    const isBranch = isMap(pair.value) && pair.value.items.length > 0;
    if (isBranch) yield* walk(pair.value, `${key}.`);
    else yield { key, type: typeOf(pair.value), value: say(pair.value), meaning: commentOf(pair, inherited) };
  }
}

/**
 * The default values of a chart, one row a leaf, in the order of the file.
 * @returns null when values.yaml is no YAML map: then there is nothing honest to show
 */
export function readValues(text: string): { rows: ValueRow[]; omitted: number } | null {
  const document = parseDocument(text, { merge: true });
  if (document.errors.length > 0) return null;
  if (document.contents === null) return { rows: [], omitted: 0 };
  if (!isMap(document.contents)) return null;
  const rows = [...walk(document.contents, "")];
  return { rows: rows.slice(0, MAX_ROWS), omitted: Math.max(0, rows.length - MAX_ROWS) };
}
