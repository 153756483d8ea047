import { describe, expect, it } from "vitest";
import { outlineOf } from "./outline-of.ts";

describe("outlineOf", () => {
  it("GOH-34: nests files under their folders, folders first, whatever the order of the list", () => {
    const files = ["values.yaml", "templates/tests/a.yaml", "Chart.yaml", "templates/b.yaml"].map((path) => ({
      path,
      size: 1,
    }));
    const names = (nodes: ReturnType<typeof outlineOf>): unknown[] =>
      nodes.map((node) => (node.kind === "folder" ? [node.name, ...names(node.children)] : node.name));
    expect(names(outlineOf(files))).toEqual([
      ["templates", ["tests", "a.yaml"], "b.yaml"],
      "Chart.yaml",
      "values.yaml",
    ]);
  });
});
