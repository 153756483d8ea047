import { objectId } from "./object-id.ts";
import type { TreeFile } from "./types.ts";

/** A tree object as git stores it. */
export type TreeObject = { id: string; body: Buffer };

type Leaf = Pick<TreeFile, "path" | "sha" | "executable">;
type Entry = { mode: string; name: string; id: string };

const TREE_MODE = "40000";
const fileMode = (leaf: Leaf) => (leaf.executable ? "100755" : "100644");

// git compares the bytes of names, a folder's as if it ended with a slash (base_name_compare in read-cache.c).
const sortKey = (entry: Entry) => Buffer.from(entry.mode === TREE_MODE ? `${entry.name}/` : entry.name);

function encodeEntries(entries: Entry[]): Buffer {
  const sorted = entries
    .map((entry) => ({ entry, key: sortKey(entry) }))
    .sort((a, b) => Buffer.compare(a.key, b.key));
  return Buffer.concat(
    sorted.flatMap(({ entry }) => [
      Buffer.from(`${entry.mode} ${entry.name}\0`),
      Buffer.from(entry.id, "hex"),
    ]),
  );
}

function byFirstFolder(leaves: Leaf[]): { files: Leaf[]; folders: Map<string, Leaf[]> } {
  const files: Leaf[] = [];
  const folders = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const slash = leaf.path.indexOf("/");
    if (slash < 0) {
      files.push(leaf);
      continue;
    }
    const name = leaf.path.slice(0, slash);
    const inside = folders.get(name) ?? [];
    inside.push({ ...leaf, path: leaf.path.slice(slash + 1) });
    folders.set(name, inside);
  }
  return { files, folders };
}

/** Every tree object of a flat list of files, the root last. The ids are those that git computes. */
export function encodeTrees(leaves: Leaf[]): TreeObject[] {
  const { files, folders } = byFirstFolder(leaves);
  const inner: TreeObject[] = [];
  const entries: Entry[] = files.map((leaf) => ({ mode: fileMode(leaf), name: leaf.path, id: leaf.sha }));
  for (const [name, inside] of folders) {
    const objects = encodeTrees(inside);
    inner.push(...objects);
    entries.push({ mode: TREE_MODE, name, id: objects.at(-1)?.id ?? "" });
  }
  const body = encodeEntries(entries);
  return [...inner, { id: objectId("tree", body), body }];
}

/** The id of the root tree. */
export function treeId(leaves: Leaf[]): string {
  return encodeTrees(leaves).at(-1)?.id ?? "";
}

/** Sorted by the bytes of the path: the order in which trees are kept and listed. */
export function sortByPath<T extends { path: string }>(files: T[]): T[] {
  return files
    .map((file) => ({ file, key: Buffer.from(file.path) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ file }) => file);
}
