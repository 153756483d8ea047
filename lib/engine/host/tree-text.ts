import type { TreeEntry } from "../types.ts";

/** The files of a tree as text, each decoded once and when it is asked for. */
export type TreeText = {
  paths: readonly string[];
  has: (path: string) => boolean;
  /** Null of what is no file of the tree; bytes that are no UTF-8 become replacement characters. */
  read: (path: string) => string | null;
  sizeBytes: (path: string) => number;
};

/** The first line of a file that holds these words, from one. */
export function lineWith(tree: TreeText, path: string, words: string): number | null {
  const at = (tree.read(path) ?? "").split("\n").findIndex((line) => line.includes(words));
  return at < 0 ? null : at + 1;
}

/** A link is its target's text where that is a file of the same tree. */
export function readTree(files: readonly TreeEntry[]): TreeText {
  const entries = new Map(files.map((file) => [file.path, file]));
  const texts = new Map<string, string>();
  const bytesOf = (path: string): Uint8Array | null => {
    const entry = entries.get(path);
    if (!entry) return null;
    if ("bytes" in entry) return entry.bytes;
    const target = entries.get(resolveLink(path, entry.link));
    return target && "bytes" in target ? target.bytes : null;
  };
  return {
    paths: [...entries.keys()],
    has: (path) => entries.has(path),
    sizeBytes: (path) => bytesOf(path)?.length ?? 0,
    read: (path) => {
      const known = texts.get(path);
      if (known !== undefined) return known;
      const bytes = bytesOf(path);
      if (!bytes) return null;
      const text = new TextDecoder().decode(bytes);
      texts.set(path, text);
      return text;
    },
  };
}

function resolveLink(path: string, link: string): string {
  const parts = path.split("/").slice(0, -1);
  for (const part of link.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
