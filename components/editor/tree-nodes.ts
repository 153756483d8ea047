import { folderOf, nameOf } from "./file-path.ts";

/** A file or folder of the tree. Its id is its path; the root's is the empty one. */
export type TreeNode = {
  readonly path: string;
  readonly name: string;
  readonly isFolder: boolean;
  /** Deleted since the version compared with: shown struck through, not opened. */
  readonly isGone: boolean;
  readonly children: readonly string[];
};

export const ROOT = "";

// What one opens first stands first, whatever the alphabet says.
const FIRST = ["Chart.yaml", "kustomization.yaml", "values.yaml", "values.schema.json", "README.md"];

export function buildTree(
  paths: Iterable<string>,
  emptyFolders: Iterable<string>,
  gonePaths: Iterable<string>,
): ReadonlyMap<string, TreeNode> {
  const children = new Map<string, Set<string>>([[ROOT, new Set()]]);
  const files = new Set(paths);
  const gone = new Set([...gonePaths].filter((path) => !files.has(path)));
  const addFolder = (folder: string) => {
    if (children.has(folder)) return;
    children.set(folder, new Set());
    addTo(folderOf(folder), folder);
  };
  const addTo = (folder: string, path: string) => {
    addFolder(folder);
    children.get(folder)?.add(path);
  };
  for (const folder of emptyFolders) addFolder(folder);
  for (const path of [...files, ...gone]) addTo(folderOf(path), path);
  const nodes = new Map<string, TreeNode>();
  for (const path of [...files, ...gone]) {
    nodes.set(path, { path, name: nameOf(path), isFolder: false, isGone: gone.has(path), children: [] });
  }
  for (const [path, inside] of children) {
    const sorted = [...inside].sort((one, other) => compare(one, other, children));
    nodes.set(path, { path, name: nameOf(path), isFolder: true, isGone: false, children: sorted });
  }
  return nodes;
}

function compare(one: string, other: string, folders: ReadonlyMap<string, unknown>): number {
  const rank = (path: string) => {
    const first = FIRST.indexOf(path);
    if (first >= 0) return first;
    return FIRST.length + (folders.has(path) ? 0 : 1);
  };
  return rank(one) - rank(other) || nameOf(one).localeCompare(nameOf(other), "en", { numeric: true });
}

/** The paths that a search leaves, with every folder on the way to them. */
export function searchPaths(paths: Iterable<string>, words: string): string[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return [...paths].filter((path) => wanted.every((word) => path.toLowerCase().includes(word)));
}
