import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

/** Where a field of a document stands: the index of its line, and its text if it is a scalar. */
export type FieldPlace = { line: number; value: string | null };

const MOST_CHARACTERS = 262_144;
const MOST_DEPTH = 64;
/** What lists of Kubernetes are merged by; the first that an item has tells it from the others. */
const IDENTITIES = ["name", "containerPort", "port", "mountPath", "key", "ip", "topologyKey"];

/**
 * Every field of a YAML document by its path, such as `spec/containers/name=web/image`. Items of a list are told by what
 * Kubernetes merges them by, a scalar by itself, others by their index. Empty where the text is large or cannot be read.
 */
export function readFieldPlaces(text: string): Map<string, FieldPlace> {
  const places = new Map<string, FieldPlace>();
  if (text.length > MOST_CHARACTERS) return places;
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, logLevel: "silent", uniqueKeys: false });
  const lineAt = (node: Node) => counter.linePos(node.range?.[0] ?? 0).line - 1;
  const walk = (node: unknown, path: string, depth: number): void => {
    if (depth > MOST_DEPTH) return;
    for (const { name, at, value } of readChildren(node)) {
      const place = `${path}/${name}`;
      if (at) places.set(place, { line: lineAt(at), value: isScalar(value) ? String(value.value) : null });
      walk(value, place, depth + 1);
    }
  };
  walk(document.contents, "", 0);
  return places;
}

type Child = { name: string; at: Node | null; value: unknown };

/** Fields of a map at their keys; items of a list, at themselves where they are scalars. */
function readChildren(node: unknown): Child[] {
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }): Child[] =>
      isScalar(key) ? [{ name: String(key.value), at: key, value }] : [],
    );
  }
  if (!isSeq(node)) return [];
  return node.items.map((item, index) => ({
    name: tellItem(item, index),
    at: isScalar(item) ? item : null,
    value: item,
  }));
}

function tellItem(item: unknown, index: number): string {
  if (isScalar(item)) return `=${String(item.value)}`;
  if (!isMap(item)) return String(index);
  const by = IDENTITIES.find((key) => item.has(key));
  return by === undefined ? String(index) : `${by}=${String(item.get(by))}`;
}
