import { describe, expect, it } from "vitest";
import { filesOf } from "./fixtures.ts";
import { toRenderedObjects } from "./rendered-objects.ts";
import { sizeOfChange, valueNamesOf } from "./size-of-change.ts";

const object = (name: string, more = "") =>
  `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}`;
const aSide = (output: string, values = "{}\n") => ({
  rendered: {
    kind: "rendered" as const,
    objects: toRenderedObjects("chart", Buffer.from(output)),
  },
  values: valueNamesOf(filesOf({ "values.yaml": values })),
});
const failed = {
  rendered: {
    kind: "failed" as const,
    failure: { cause: "template" as const, limit: null, message: "no", path: null, line: null, column: null },
  },
  values: new Set<string>(),
};

describe("GOH-26: how large a change is", () => {
  it.each([
    ["nothing", object("a"), object("a"), "patch"],
    ["other content", object("a", "data: {x: y}\n"), object("a"), "patch"],
    ["an object more", object("a"), object("a") + object("b"), "minor"],
    ["an object less", object("a") + object("b"), object("a"), "major"],
    ["another object", object("a"), object("b"), "major"],
  ])("objects: %s", (_, before, after, size) => {
    expect(sizeOfChange(aSide(before), aSide(after))).toBe(size);
  });

  it.each([
    ["another default", "a: 1\n", "a: 2\n", "patch"],
    ["a value more", "a: {b: 1}\n", "a: {b: 1, c: 2}\n", "minor"],
    ["a value less", "a: {b: 1, c: 2}\n", "a: {b: 1}\n", "major"],
    ["a longer list", "a: [1]\n", "a: [1, 2]\n", "patch"],
    ["a map that became a text", "a: {b: 1}\n", "a: b\n", "major"],
    ["values that cannot be read", "a: 1\n", "a: [\n", "patch"],
  ])("values: %s", (_, before, after, size) => {
    expect(sizeOfChange(aSide(object("x"), before), aSide(object("x"), after))).toBe(size);
  });

  it("is a patch where a side does not render: nothing is known then", () => {
    expect(sizeOfChange(aSide(object("a")), failed)).toBe("patch");
    expect(sizeOfChange(failed, aSide(""))).toBe("patch");
  });
});

describe("the objects of an output", () => {
  it("have a name of namespace, kind and name, and keep their text", () => {
    const output = `---\n# Source: web/templates/a.yaml\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: shop\n${object("b")}`;
    expect(toRenderedObjects("chart", Buffer.from(output))).toEqual([
      { path: "shop/ConfigMap/a.yaml", text: "kind: ConfigMap\nmetadata:\n  name: a\n  namespace: shop\n" },
      {
        path: "_/ConfigMap/b.yaml",
        text: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n",
      },
    ]);
  });

  it("stay apart where two have one name, or none", () => {
    const paths = (text: string) => toRenderedObjects("chart", Buffer.from(text)).map((one) => one.path);
    expect(paths(object("a") + object("a"))).toEqual(["_/ConfigMap/a.yaml", "_/ConfigMap/a (2).yaml"]);
    expect(paths("---\njust: text\n")).toEqual(["_/document-1.yaml"]);
    expect(paths("---\n# nothing but a comment\n---\n\n")).toEqual([]);
  });

  it("are the same object when kustomize has given other content another hash", () => {
    const [one] = toRenderedObjects("kustomize-base", Buffer.from(object("settings-g4hk9g2ff8")));
    expect(one?.path).toBe("_/ConfigMap/settings.yaml");
    const [chart] = toRenderedObjects("chart", Buffer.from(object("settings-g4hk9g2ff8")));
    expect(chart?.path).toBe("_/ConfigMap/settings-g4hk9g2ff8.yaml");
  });
});
