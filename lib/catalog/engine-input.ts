import type { TreeEntry } from "#lib/engine/types.ts";
import type { FileContent } from "./types.ts";

/** Files of a draft or a package as the engine mounts them. */
export function toTree(files: readonly FileContent[]): TreeEntry[] {
  return files.map(({ path, bytes }) => ({ path, bytes }));
}
