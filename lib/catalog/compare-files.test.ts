import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { compareFiles } from "./compare-files.ts";
import type { FileEntry } from "./types.ts";

const texts = new Map<string, Buffer>();

function entries(files: Record<string, string | Buffer>, executable: string[] = []): FileEntry[] {
  return Object.entries(files).map(([path, content]) => {
    const bytes = Buffer.from(content);
    const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    texts.set(digest, bytes);
    return { path, sizeBytes: bytes.length, digest, executable: executable.includes(path) };
  });
}

const read = async ({ digest }: FileEntry) => texts.get(digest) ?? Promise.reject(new Error("not asked for"));
const compare = (before: FileEntry[], after: FileEntry[]) => compareFiles(before, after, read);
const lines = async (before: FileEntry[], after: FileEntry[]) =>
  (await compare(before, after)).changes.map(({ change, path, from }) =>
    [change, path, from].filter(Boolean).join(" "),
  );

describe("GOH-25 CAT-25: what changed from one set of files to another", () => {
  it("tells added, removed, modified and renamed files, and counts the rest", async () => {
    const before = entries({ a: "1", b: "2", "old/c": "moved", gone: "x", empty: "" });
    const after = entries({ a: "1", b: "3", "new/c": "moved", fresh: "y", blank: "" });
    expect(await lines(before, after)).toEqual([
      "modified b",
      "added blank",
      "removed empty",
      "added fresh",
      "removed gone",
      "renamed new/c old/c",
    ]);
    expect((await compare(before, after)).unchangedCount).toBe(1);
  });

  it("prefers the origin of the same file name, and uses each origin once", async () => {
    const before = entries({ "x/one": "same", "x/two": "same" });
    const after = entries({ "y/two": "same", "y/three": "same", "y/four": "same" });
    expect(await lines(before, after)).toEqual([
      "added y/four",
      "renamed y/three x/one",
      "renamed y/two x/two",
    ]);
  });

  it("gives both texts, and null where a file is not there", async () => {
    const { changes } = await compare(entries({ a: "1", b: "x" }), entries({ a: "2", c: "ü" }));
    expect(changes.map(({ before, after }) => [before, after])).toEqual([
      ["1", "2"],
      ["x", null],
      [null, "ü"],
    ]);
  });

  it("shows a change of the executable bit as a change", async () => {
    expect(await lines(entries({ "run.sh": "x" }), entries({ "run.sh": "x" }, ["run.sh"]))).toEqual([
      "modified run.sh",
    ]);
  });

  it("leaves out binary files and those over 1 MiB, and says why", async () => {
    const { changes } = await compare(
      entries({ logo: "text" }),
      entries({
        logo: Buffer.from([0xff, 0xfe]),
        nul: "a\0b",
        long: "x".repeat(1024 ** 2 + 1),
        fits: "x".repeat(1024 ** 2),
      }),
    );
    expect(
      changes.map(({ path, omitted, before, after }) => [path, omitted, before === null, after === null]),
    ).toEqual([
      ["fits", null, true, false],
      ["logo", "binary", true, true],
      ["long", "too-large", true, true],
      ["nul", "binary", true, true],
    ]);
  });

  it("states what was left out past 16 MiB of texts; never fewer changes", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`f${at}`, `${at}${"x".repeat(1024 ** 2 - 2)}`]),
    );
    const { changes, partial } = await compare([], entries(many));
    expect(changes).toHaveLength(20);
    const without = changes.filter((change) => change.after === null).length;
    expect(without).toBeGreaterThan(0);
    expect(partial).toEqual([expect.stringContaining(`${without} of 20`)]);
    expect((await compare(entries(many), entries(many))).partial).toEqual([]);
  });

  it("fails when a text cannot be read: that is never shown as no change", async () => {
    const lost = compareFiles([], entries({ a: "1" }), () => Promise.reject(new Error("the disk is gone")));
    await expect(lost).rejects.toThrow("the disk is gone");
  });
});
