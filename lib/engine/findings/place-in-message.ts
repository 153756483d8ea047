import type { TreeText } from "../host/tree-text.ts";

export type MessagePlace = { path: string; line: number | null; column: number | null };

const NAMED = /([^\s"'()<>,;]+\.(?:ya?ml|tpl|txt|json))(?::(\d+))?(?::(\d+))?/g;

/**
 * The file of the tree that a message of Helm or Kustomize names, with line and column where it says them. Helm puts the
 * chart's name before the path.
 */
export function placeInMessage(message: string, tree: TreeText): MessagePlace | null {
  let first: MessagePlace | null = null;
  for (const [, named = "", line, column] of message.matchAll(NAMED)) {
    const path = findFile(named, tree);
    if (path === null) continue;
    const place = { path, line: line ? Number(line) : null, column: column ? Number(column) : null };
    if (place.line !== null) return place;
    first ??= place;
  }
  return first;
}

function findFile(named: string, tree: TreeText): string | null {
  let rest = named.replace(/^\.?\//, "");
  for (;;) {
    if (tree.has(rest)) return rest;
    const slash = rest.indexOf("/");
    if (slash < 0) return null;
    rest = rest.slice(slash + 1);
  }
}
