import { describe, expect, it } from "vitest";
import { readValuesTree } from "#components/editor/completion/values-tree.ts";
import { yamlPlaceAt } from "#components/editor/completion/yaml-place.ts";
import { findVolatile } from "#components/engine/volatile-functions.ts";
import { whyNothing } from "#components/engine/why-nothing.ts";
import { tokenizeText } from "./tokenize-line.ts";

/** The longest line that is coloured, and so many of them that a file of ten megabytes has. */
const COLOURED = 4000;
const FEW = 2500;
const MANY = 500_000;
const template = (text: string) => [{ path: "templates/a.yaml", bytes: new TextEncoder().encode(text) }];

/** Lines that a pattern which begins again at each character never comes to the end of. */
const LINES: Record<string, (length: number) => string> = {
  "blanks before a word": (length) => `a${" ".repeat(length)}b`,
  "blanks in a flow": (length) => `[a${" ".repeat(length)}b`,
  "escapes in an action": (length) => `{{ "${'\\"'.repeat(length / 2)}\\`,
  "signs of an action": (length) => `{{ ${" ".repeat(length)}`,
};
const KEYS: typeof LINES = {
  ...LINES,
  "items of items": (length) => "- ".repeat(length / 2),
  "comments before a quote": (length) => `a: b${" #".repeat(length / 2)}"`,
};

// Nothing is timed: what takes time by the square of such a line does not end within a test's limit.
describe("a hostile line", () => {
  it.each(Object.entries(LINES))("is coloured in one pass: %s", (_name, lineOf) => {
    const line = lineOf(COLOURED - 10);
    const lines = Array.from({ length: FEW }, () => line);
    for (const language of ["yaml", "yaml-template"] as const)
      expect(tokenizeText(lines, language).at(-1)?.at(-1)?.end).toBe(line.length);
  });

  it.each(Object.entries(KEYS))("holds nobody up who types at its end: %s", (_name, lineOf) => {
    const line = lineOf(MANY);
    expect(yamlPlaceAt([line], 0, line.length)).toBeNull();
    expect(yamlPlaceAt([line, "key: "], 1, 5)).not.toBeUndefined();
  });

  it("is read as values in one pass", () => {
    const { children } = readValuesTree(`a: 1 ${"# ".repeat(MANY)}"\nb: 2\n`);
    expect(children.map(({ key }) => key)).toEqual(["a", "b"]);
  });

  it("in a template is searched in one pass", () => {
    expect(findVolatile(template("{{ ".repeat(MANY)))).toEqual([]);
    expect(findVolatile(template(`{{ "${'\\"'.repeat(MANY)} }}`))).toEqual([]);
    const open = `{{ if a${" ".repeat(MANY)}`;
    expect(whyNothing("chart", template(open), { noHooks: false, skipTests: false }).places).toBeDefined();
  });
});
