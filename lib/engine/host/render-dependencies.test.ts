import { beforeAll, describe, expect, it } from "vitest";
import { chartOf, openModules, said } from "../fixtures.ts";
import type { TemplateOptionsInput } from "../schema.ts";
import { renderTree } from "./render-tree.ts";
import type { ThreadModules } from "./thread-modules.ts";

// The expected texts are what helm v4.2.4 prints.

/** A chart in charts/ that prints its name and its colour, and exports a size. */
const child = (name: string, version = "1.2.3") => ({
  [`charts/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: ${version}\n`,
  [`charts/${name}/values.yaml`]:
    "colour: red\nexports:\n  sizes:\n    size: 9\nshelf:\n  depth: 3\n  height: 4\n",
  [`charts/${name}/templates/a.yaml`]: "is: {{ .Chart.Name }} {{ .Values.colour }}",
});
const isPrinted = (name: string, colour = "red") =>
  `---\n# Source: demo/charts/${name}/templates/a.yaml\nis: ${name} ${colour}\n`;

const demo = (dependencies: string, values = "", ...children: Record<string, string>[]) =>
  chartOf(
    Object.assign(
      {
        "Chart.yaml": `apiVersion: v2\nname: demo\nversion: 1.0.0\ndependencies: ${dependencies}\n`,
        "values.yaml": values,
      },
      ...children,
    ),
  );
const MISSING =
  "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: ";
const APPLE = child("apple");
const PEAR = child("pear");

describe("dependencies of a chart", () => {
  let modules: ThreadModules;
  beforeAll(async () => {
    modules = await openModules();
  }, 60_000);

  it.each([
    ["one is missing", "[{name: apple, version: 1.x.x}, {name: pear, version: 1.x.x}]", "pear"],
    [
      "all are missing, in their order",
      "[{name: plum, version: 1.x.x}, {name: fig, version: 1.x.x}]",
      "plum, fig",
    ],
    ["an absent one is switched off", "[{name: plum, version: 1.x.x, condition: never.used}]", "plum"],
  ])("ENG-11: %s: stops with Helm's message", (_name, dependencies, missing) => {
    const chart = demo(dependencies, "never: {used: false}\n", APPLE);
    expect(said(renderTree(chart, modules, false))).toBe(`load: ${MISSING}${missing}`);
  });

  const CONDITION = "[{name: apple, version: 1.x.x, condition: 'apple.used,global.fruit'}]";
  const TAGS =
    "[{name: apple, version: 1.x.x, tags: [red, big]}, {name: pear, version: 1.x.x, tags: [green], condition: pear.used}]";
  const ALIASES = "[{name: apple, version: 1.x.x, alias: left}, {name: apple, version: 1.x.x, alias: right}]";

  it.each<[string, ReturnType<typeof demo>, TemplateOptionsInput, string]>([
    ["a chart nobody names", demo("[]", "", APPLE), {}, isPrinted("apple")],
    [
      "a version that fits",
      demo("[{name: apple, version: '>=1.2.0 <2'}]", "", APPLE),
      {},
      isPrinted("apple"),
    ],
    [
      "a version that does not fit, used all the same",
      demo("[{name: apple, version: ^2.0.0}]", "", APPLE),
      {},
      isPrinted("apple"),
    ],
    ["a condition that nothing answers", demo(CONDITION, "", APPLE), {}, isPrinted("apple")],
    [
      "a condition in the values",
      demo(CONDITION, "apple: {used: false}\n", APPLE, PEAR),
      {},
      isPrinted("pear"),
    ],
    [
      "the first condition that has an answer",
      demo(CONDITION, "apple: {used: true}\nglobal: {fruit: false}\n", APPLE),
      {},
      isPrinted("apple"),
    ],
    [
      "the second where the first has none",
      demo(CONDITION, "global: {fruit: false}\n", APPLE, PEAR),
      {},
      isPrinted("pear"),
    ],
    [
      "a condition that is set",
      demo(CONDITION, "apple: {used: true}\n", APPLE, PEAR),
      { set: ["apple.used=false"] },
      isPrinted("pear"),
    ],
    [
      "a condition that is no boolean, and counts for nothing",
      demo(CONDITION, "apple: {used: 'no'}\n", APPLE),
      {},
      isPrinted("apple"),
    ],
    ["tags without an answer", demo(TAGS, "", APPLE, PEAR), {}, isPrinted("apple") + isPrinted("pear")],
    ["a tag that is off", demo(TAGS, "tags: {red: false}\n", APPLE, PEAR), {}, isPrinted("pear")],
    [
      "one tag on and one off",
      demo(TAGS, "tags: {red: false, big: true}\n", APPLE, PEAR),
      {},
      isPrinted("apple") + isPrinted("pear"),
    ],
    [
      "a condition over a tag",
      demo(TAGS, "tags: {green: true, red: false}\npear: {used: false}\n", APPLE, PEAR),
      { set: ["tags.red=true"] },
      isPrinted("apple"),
    ],
    [
      "one chart under two aliases",
      demo(ALIASES, "right: {colour: green}\napple: {colour: blue}\n", APPLE),
      { set: ["left.colour=black"] },
      isPrinted("left", "black") + isPrinted("right", "green"),
    ],
  ])("ENG-11: %s", (_name, chart, options, printed) => {
    expect(said(renderTree({ ...chart, options }, modules, false))).toBe(printed);
  });

  const IMPORTS = {
    "templates/own.yaml": "own: {{ list .Values.size .Values.rack .Values.colour | toJson | squote }}\n",
    "charts/apple/templates/a.yaml": "",
  };
  it.each([
    ["what a child exports", "[sizes]", `own: '[9,null,"white"]'`],
    [
      "a part of a child's values, where the parent wants it",
      "[{child: shelf, parent: rack}]",
      `own: '[null,{"depth":3,"height":4},"white"]'`,
    ],
    [
      "both, and the parent's own values win",
      "[sizes, {child: shelf, parent: rack}, {child: exports, parent: colour}]",
      `own: '[9,{"depth":3,"height":4},"white"]'`,
    ],
    ["nothing where the child has no such values", "[none]", `own: '[null,null,"white"]'`],
  ])("ENG-11: import-values brings %s", (_name, imports, printed) => {
    const dependencies = `[{name: apple, version: 1.x.x, import-values: ${imports}}]`;
    const chart = demo(dependencies, "colour: white\n", APPLE, IMPORTS);
    expect(said(renderTree(chart, modules, false))).toBe(
      `---\n# Source: demo/templates/own.yaml\n${printed}\n`,
    );
  });

  it("ENG-11: a condition decides by the values that come with the render, before values are built", () => {
    const chart = demo(CONDITION, "", APPLE, {
      "templates/own.yaml": 'own: {{ hasKey .Values "apple" }} {{ hasKey .Subcharts "apple" }}\n',
    });
    const extraOff = { ...chart, options: { setJson: ['apple={"used":false}'] } };
    expect(said(renderTree(chart, modules, false))).toContain("own: true true\n");
    expect(said(renderTree(extraOff, modules, false))).toContain("own: true false\n");
  });
});
