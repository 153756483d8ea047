import { describe, expect, it } from "vitest";
import { isProblem } from "#lib/problems/problem.ts";
import { filesOf } from "./fixtures.ts";
import { goPattern, withoutHelmIgnored } from "./helm-ignore.ts";

const kept = (rules: string, paths: string[]) =>
  withoutHelmIgnored(
    filesOf({ ".helmignore": rules, ...Object.fromEntries(paths.map((path) => [path, ""])) }),
  )
    .map(({ path }) => path)
    .filter((path) => path !== ".helmignore");

describe("CAT-22: .helmignore", () => {
  // Each row: rules, paths, what `helm package` (v4.2.4) keeps of them.
  it.each([
    ["a name anywhere", "*.md", ["a.md", "docs/a.md", "a.txt"], ["a.txt"]],
    ["a path from the root", "/a.md", ["a.md", "docs/a.md"], ["docs/a.md"]],
    [
      "a path with a slash from the root",
      "docs/*.md",
      ["docs/a.md", "x/docs/a.md", "docs/x/a.md"],
      ["x/docs/a.md", "docs/x/a.md"],
    ],
    ["a folder, with everything below it", "ci/", ["ci/a/b.yaml", "x/ci/a", "ci2"], ["ci2"]],
    ["a folder only, not a file of its name", "ci/", ["x/ci"], ["x/ci"]],
    ["a folder by a plain name", "ci", ["ci/a", "x/ci/b", "d"], ["d"]],
    ["one character", "?.txt", ["a.txt", "ab.txt"], ["ab.txt"]],
    ["a class", "[a-c].txt", ["a.txt", "d.txt"], ["d.txt"]],
    ["a class turned around", "[^a].txt", ["a.txt", "d.txt"], ["a.txt"]],
    ["an escaped star", "\\*.txt", ["*.txt", "a.txt"], ["a.txt"]],
    ["comments and empty lines", "# *.txt\n\n  *.md  ", ["a.txt", "a.md"], ["a.txt"]],
    ["a negation, which ignores all else", "!*.yaml", ["Chart.yaml", "a.txt"], ["Chart.yaml"]],
    [
      "dot files in templates, by Helm's own rule",
      "",
      ["templates/.hidden", "templates/a", ".x", "charts/templates/.y"],
      ["templates/a", ".x", "charts/templates/.y"],
    ],
    ["a star that does not cross a slash", "a*z", ["abz", "a/z"], ["a/z"]],
    ["a dot that is a dot", "a.c", ["abc", "a.c"], ["abc"]],
  ])("leaves out %s", (_what, rules, paths, left) => {
    expect(kept(rules, paths).sort()).toEqual([...left].sort());
  });

  it.each(["**/a", "[a", "a\\", "[]a]", "[z-a]x"])(
    "refuses %s, which Helm cannot read, with its line",
    (rule) => {
      try {
        kept(`# one\n${rule}`, ["a"]);
        expect.fail("It was not refused.");
      } catch (error) {
        expect(isProblem(error) && error.message).toMatch(/^\.helmignore:2: /);
      }
    },
  );

  it("keeps everything where there is none but dot files in templates", () => {
    const files = filesOf({ "Chart.yaml": "", "templates/.a": "", ".b": "" });
    expect(withoutHelmIgnored(files).map(({ path }) => path)).toEqual(["Chart.yaml", ".b"]);
  });

  it("matches as Go's path/filepath.Match does", () => {
    const cases: [string, string, boolean][] = [
      ["a[", "a", false],
      ["[\\-x]", "-", true],
      ["[x\\-]", "z", false],
      ["a???b", "aéöüb", true],
      ["*x", "xxx", true],
      ["a[^a]b", "a/b", false],
      ["[a-ζ]*", "α", true],
    ];
    for (const [pattern, name, matches] of cases)
      expect([pattern, goPattern(pattern)?.test(name) ?? false]).toEqual([pattern, matches]);
  });
});
