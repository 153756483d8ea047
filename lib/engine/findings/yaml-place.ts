import { isMap, isScalar, isSeq, LineCounter, type Node } from "yaml";
import { MOST_YAML_CHARACTERS, readDocuments } from "./yaml-document.ts";

export type YamlPlace = { line: number; column: number };

/**
 * Where a field stands in a YAML file: its key, or the item of a list. Where the path leads further than the file does, the
 * last part of it that is there; `isWhole` says whether that is all of it. Null where not even its beginning is there.
 */
export function findPlace(
  text: string,
  path: readonly string[],
): { place: YamlPlace; isWhole: boolean } | null {
  if (text.length > MOST_YAML_CHARACTERS) return null;
  const counter = new LineCounter();
  try {
    let node: unknown = readDocuments(text, counter)[0]?.contents;
    let last: Node | null = null;
    let depth = 0;
    for (const part of path) {
      const next = findChild(node, part);
      if (!next) break;
      last = next.at;
      node = next.value;
      depth += 1;
    }
    if (!last) return null;
    const { line, col } = counter.linePos(last.range?.[0] ?? 0);
    return { place: { line, column: col }, isWhole: depth === path.length };
  } catch {
    return null; // A text that cannot be read has its own finding.
  }
}

function findChild(node: unknown, part: string): { at: Node; value: unknown } | null {
  if (isMap(node)) {
    for (const { key, value } of node.items)
      if (isScalar(key) && String(key.value) === part) return { at: key, value };
  }
  const item = isSeq(node) ? node.items[Number(part)] : undefined;
  return item ? { at: item as Node, value: item } : null; // The parser makes nodes of all items.
}
