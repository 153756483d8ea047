import path from "node:path";
import type { Digest } from "#lib/ids/digest.ts";

/** Every path of the blob store, and no other file knows one. Two levels of folders keep each folder small. */
export function blobPath(root: string, digest: Digest): string {
  const [algorithm = "", hex = ""] = digest.split(":");
  // The data folder is no part of the program: the bundler need not look for what lies there.
  return path.join(/* turbopackIgnore: true */ root, algorithm, hex.slice(0, 2), hex.slice(2, 4), hex);
}

export function stagingFolder(root: string): string {
  return path.join(root, "staging");
}

/** @param id made by newId("upl"): letters, digits and one underscore. @throws on anything else: it becomes part of a path */
export function uploadId(id: string): string {
  if (!/^upl_[0-9a-f]{32}$/.test(id)) throw new Error("Not an upload's id.");
  return id;
}

export function uploadPath(root: string, id: string): string {
  return path.join(root, "uploads", uploadId(id));
}
