import type { TreeEntry } from "#lib/engine/types.ts";

/** What a worker has to be told so that it holds the same files: entries that are other objects now, and all paths. */
export type FileDelta = { readonly changed: readonly TreeEntry[]; readonly paths: readonly string[] };

/** @param before what the other side holds already */
export function deltaOf(before: readonly TreeEntry[], now: readonly TreeEntry[]): FileDelta {
  const held = new Set<TreeEntry>(before);
  return { changed: now.filter((entry) => !held.has(entry)), paths: now.map(({ path }) => path) };
}

/** The files on the other side. */
export function applyDelta(before: readonly TreeEntry[], delta: FileDelta): TreeEntry[] {
  const held = new Map([...before, ...delta.changed].map((entry) => [entry.path, entry]));
  return delta.paths.flatMap((path) => held.get(path) ?? []);
}
