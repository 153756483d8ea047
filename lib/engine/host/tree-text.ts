import type { TreeEntry } from "../types.ts";

/** The files of a tree by path, and where words stand in them. */
export class TreeText {
  readonly #files: ReadonlyMap<string, TreeEntry>;

  constructor(files: readonly TreeEntry[]) {
    this.#files = new Map(files.map((file) => [file.path, file]));
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  paths(): string[] {
    return [...this.#files.keys()];
  }

  textOf(path: string): string {
    const file = this.#files.get(path);
    return file && "bytes" in file ? new TextDecoder().decode(file.bytes) : "";
  }

  /** The first line that holds these words, from one. */
  lineWith(path: string, words: string): number | null {
    const at = this.textOf(path)
      .split("\n")
      .findIndex((line) => line.includes(words));
    return at < 0 ? null : at + 1;
  }
}
