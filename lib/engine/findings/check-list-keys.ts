import { type Alias, isAlias, isMap, isScalar, type Node, type YAMLSeq } from "yaml";
import type { SchemaNode } from "./kubernetes-schemas.ts";
import { readFields } from "./yaml-document.ts";

/** An item of a list whose keys an item before it has already. */
export type EqualItem = { index: number; first: number; keys: string; offset: number };

/**
 * Items of a list that Kubernetes takes for one and the same: `x-kubernetes-list-type: map` says by which fields. What an
 * item leaves out counts as equal where others leave it out too: the server gives all of them the same default.
 */
export function findEqualItems(
  list: YAMLSeq,
  rule: SchemaNode,
  aliases: ReadonlyMap<Alias, Node>,
): EqualItem[] {
  const names = rule["x-kubernetes-list-type"] === "map" ? (rule["x-kubernetes-list-map-keys"] ?? []) : [];
  if (names.length === 0) return [];
  const firsts = new Map<string, number>();
  return list.items.flatMap((item, index): EqualItem[] => {
    const node = isAlias(item) ? aliases.get(item) : item;
    if (!isMap(node)) return [];
    const fields = readFields(node, aliases);
    const said = names.flatMap((name) => {
      const value = fields.get(name)?.value;
      return isScalar(value) && value.value !== null ? [`${name} ${String(value.value)}`] : [];
    });
    const keys = said.join(", ");
    if (said.length === 0) return [];
    const first = firsts.get(keys);
    if (first === undefined) {
      firsts.set(keys, index);
      return [];
    }
    return [{ index, first, keys, offset: (isAlias(item) ? item : node).range?.[0] ?? 0 }];
  });
}
