import { describe, expect, it } from "vitest";
import { keepSavedText, startEditor, typeText } from "#components/editor/editor-state.ts";
import type { CommitContents } from "#lib/catalog/draft-schema.ts";
import { WorkingTree } from "./working-tree.ts";

const saved = (path: string) => ({ path, size: 1, sha: `sha256:${path}` });
const PATHS = ["Chart.yaml", "a.bin", "templates/a.yaml", "templates/b.yaml", "values.yaml"];

function aTree(pages: CommitContents[]) {
  const asked: (string | null)[] = [];
  const singles: string[] = [];
  const tree = new WorkingTree({
    loadCommit: async (_commit, after) => {
      asked.push(after);
      const page = pages[asked.length - 1];
      if (!page) throw new Error("The server did not answer.");
      return page;
    },
    loadBytes: async (path) => {
      singles.push(path);
      return new TextEncoder().encode(`bytes of ${path}`);
    },
  });
  return { tree, asked, singles };
}

const utf8 = (path: string) => ({ path, content: `text of ${path}`, encoding: "utf-8" as const });
const twoPages: CommitContents[] = [
  {
    files: [utf8("Chart.yaml"), { path: "a.bin", content: btoa("\xff\x00"), encoding: "base64" }],
    next: "a.bin",
  },
  { files: [utf8("templates/a.yaml"), utf8("templates/b.yaml"), utf8("values.yaml")], next: null },
];

describe("the working files as the engine takes them", () => {
  it("loads what nobody opened, in few requests, and gives every file's bytes", async () => {
    const state = startEditor("c1", PATHS.map(saved));
    const { tree, asked } = aTree(twoPages);
    const before = tree.read(state);
    expect(before).toEqual({ missing: PATHS });
    await tree.load(state, PATHS);
    expect(asked).toEqual([null, "a.bin"]);
    const after = tree.read(state);
    if (!("entries" in after)) throw new Error("Files are missing.");
    expect(after.entries.map((entry) => entry.path)).toEqual(PATHS);
    const [, bin] = after.entries;
    expect(bin && "bytes" in bin ? [...bin.bytes] : []).toEqual([0xff, 0]);
  });

  it("ENG-38: after a key only the changed file is another object, and opening a file changes nothing", async () => {
    let state = startEditor("c1", PATHS.map(saved));
    const { tree } = aTree(twoPages);
    await tree.load(state, PATHS);
    const first = tree.read(state);
    state = keepSavedText(state, "values.yaml", "text of values.yaml");
    expect(tree.read(state)).toEqual(first);
    const opened = tree.read(state);
    if (!("entries" in first) || !("entries" in opened)) throw new Error("Files are missing.");
    expect(opened.entries).toBe(first.entries);
    state = typeText(state, "values.yaml", "a: 1\n");
    const typed = tree.read(state);
    if (!("entries" in typed)) throw new Error("Files are missing.");
    const changed = typed.entries.filter((entry, at) => entry !== first.entries[at]);
    expect(changed).toEqual([{ path: "values.yaml", bytes: new TextEncoder().encode("a: 1\n") }]);
  });

  it("asks for a few files one by one, and hands on why they could not be had", async () => {
    const state = startEditor("c1", PATHS.slice(0, 2).map(saved));
    const { tree, singles } = aTree([]);
    await tree.load(state, ["Chart.yaml", "a.bin"]);
    expect(singles).toEqual(["Chart.yaml", "a.bin"]);
    const all = startEditor("c1", PATHS.map(saved));
    await expect(aTree([]).tree.load(all, PATHS)).rejects.toThrow("The server did not answer.");
  });
});
