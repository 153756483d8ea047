import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { openModules } from "#lib/engine/fixtures.ts";
import { renderTree } from "#lib/engine/host/render-tree.ts";
import type { ThreadModules } from "#lib/engine/host/thread-modules.ts";
import type { TreeEntry } from "#lib/engine/types.ts";
import { corpusDir, noCorpus, readCases } from "./corpus.ts";

// Charts and bases that must fail: what Helm and Kustomize say is said, and leads to a file. The text that native programs
// print is read in place.
test.describe("public charts and bases that fail", () => {
  test.beforeEach(() => test.info().skip(Boolean(noCorpus), noCorpus));

  let opened: Promise<ThreadModules> | null = null;
  const modules = () => {
    opened ??= openModules();
    return opened;
  };

  for (const { id, kind, folder, expectation, entry } of readCases()) {
    // A base that refers to what lies beside it is no artifact of its own: the command line renders those.
    const isOwnTree = kind === "chart" || (kind === "kustomize" && entry === ".");
    if (!isOwnTree || !expectation.startsWith("fails")) continue;

    test(`ENG-37: ${id} fails at a file of its own`, async () => {
      const files = await readTree(folder);
      const outcome = renderTree(
        { kind: kind === "chart" ? "chart" : "kustomize-base", files },
        await modules(),
        false,
      );
      if (outcome.kind === "rendered") throw new Error("It renders.");
      const { failure } = outcome;
      expect(files.map((file) => file.path)).toContain(failure.path);
      const native = readFileSync(path.join(corpusDir, "expected", `${id}.error`), "utf8");
      if (kind === "chart") expect(native).toContain(failure.message);
      for (const [, line, column] of native.matchAll(/\/templates\/[^:]+:(\d+):(\d+)/g))
        expect([failure.line, failure.column]).toEqual([Number(line), Number(column)]);
    });
  }
});

async function readTree(folder: string): Promise<TreeEntry[]> {
  const paths = await readdir(folder, { recursive: true });
  return paths.sort().flatMap((file): TreeEntry[] => {
    const full = path.join(folder, file);
    const stat = lstatSync(full);
    if (stat.isSymbolicLink()) return [{ path: file, link: readlinkSync(full) }];
    return stat.isFile() ? [{ path: file, bytes: readFileSync(full) }] : [];
  });
}
