import { storeFile } from "#lib/git/store-file.ts";
import type { TreeFile } from "#lib/git/types.ts";
import { mapSome } from "./map-some.ts";
import type { FileContent } from "./types.ts";

/** Keeps the bytes of files, fsynced, and gives them back as a commit names them. Before the transaction (DESIGN, promise 6). */
export function storeFiles(files: FileContent[]): Promise<TreeFile[]> {
  return mapSome(files, ({ path, bytes, executable }) => storeFile(path, bytes, executable));
}
