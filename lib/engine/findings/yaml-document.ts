import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  type LineCounter,
  type Node,
  parseAllDocuments,
  type Scalar,
  type Tags,
  visit,
  type YAMLMap,
} from "yaml";

const DATE_TAG = "tag:yaml.org,2002:timestamp";

/** As sigs.k8s.io/yaml reads: YAML 1.1's booleans and numbers, but dates and `22:22` as the text they are. */
export const withoutTimes = (tags: Tags) =>
  tags.filter((tag) => typeof tag === "string" || (tag.tag !== DATE_TAG && tag.format !== "TIME"));

/** So much text is read as YAML at once; the reader needs one to two seconds for a million characters of it. */
export const MOST_YAML_CHARACTERS = 2_000_000;

/**
 * The documents of a text, with their errors. Equal keys are no error here: the library compares each key with each other,
 * which takes minutes for a map of many; `findEqualKeys` finds them in one pass.
 * @throws RangeError where it is nested too deep for the library
 */
export function readDocuments(text: string, lineCounter: LineCounter): Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    version: "1.1",
    customTags: withoutTimes,
    merge: true,
    uniqueKeys: false,
    lineCounter,
    prettyErrors: false,
    logLevel: "silent",
  });
  // Without any document the library answers with an empty list that carries the stream's own errors.
  return Array.isArray(documents) ? documents : [];
}

/** The library reads a plain `<<` as a symbol of that name. */
const isMergeKey = (key: Scalar) => typeof key.value === "symbol";

export type EqualKey = { key: string; offset: number };

/** Keys that stand twice in one map: each further one. */
export function findEqualKeys(document: Document.Parsed): EqualKey[] {
  const found: EqualKey[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key) || isMergeKey(key)) continue;
        const name = `${typeof key.value} ${String(key.value)}`;
        if (seen.has(name)) found.push({ key: String(key.value), offset: key.range?.[0] ?? 0 });
        seen.add(name);
      }
    },
  });
  return found;
}

/** What each alias stands for: the last node before it that has the anchor. */
export function readAliases(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchored = new Map<string, Node>();
  const aliases = new Map<Alias, Node>();
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchored.get(node.source);
        if (target) aliases.set(node, target);
      } else if (node.anchor) anchored.set(node.anchor, node);
    },
  });
  return aliases;
}

export type Field = { name: string; key: Node; value: Node | null };

/** The fields of a map, merged ones (`<<`) included; its own come before those it merges. Later equal keys win. */
export function readFields(map: YAMLMap, aliases: ReadonlyMap<Alias, Node>, depth = 0): Map<string, Field> {
  const own = new Map<string, Field>();
  const merged: Node[] = [];
  for (const { key, value } of map.items) {
    if (!isScalar(key)) continue;
    if (isMergeKey(key))
      merged.push(value as Node); // The parser makes nodes of all values.
    else own.set(String(key.value), { name: String(key.value), key, value: value as Node | null }); // The same.
  }
  if (depth > 8) return own;
  for (const source of merged.flatMap((node) => follow(node, aliases))) {
    for (const [name, field] of readFields(source, aliases, depth + 1))
      if (!own.has(name)) own.set(name, field);
  }
  return own;
}

/** The maps that a `<<` names: one, or a list of them. */
function follow(node: Node | null, aliases: ReadonlyMap<Alias, Node>): YAMLMap[] {
  const target = isAlias(node) ? aliases.get(node) : node;
  if (isMap(target)) return [target];
  if (!target || !("items" in target)) return [];
  const items: readonly unknown[] = target.items;
  return items.flatMap((item) => {
    const map = isAlias(item) ? aliases.get(item) : item;
    return isMap(map) ? [map] : [];
  });
}
