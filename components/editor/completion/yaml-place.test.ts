import { describe, expect, it } from "vitest";
import { scanTemplate } from "./scan-template.ts";
import { blankActions, topLevelValue } from "./yaml-lines.ts";
import { yamlPlaceAt } from "./yaml-place.ts";

/** `¦` is the cursor. */
function placeIn(marked: string) {
  const offset = marked.indexOf("¦");
  const text = marked.replace("¦", "");
  const lines = blankActions(text, scanTemplate(text)).split("\n");
  const before = text.slice(0, offset).split("\n");
  const place = yamlPlaceAt(lines, before.length - 1, before.at(-1)?.length ?? 0);
  return place && { ...place, word: text.slice(place.start, place.end), lines };
}

describe("ENG-19: where one is in a YAML text", () => {
  it("knows the keys above by their columns", () => {
    expect(placeIn("a:\n  b:\n    c: 1\n  d:\n    ¦")).toMatchObject({ kind: "key", path: ["a", "d"] });
    expect(placeIn("a:\n  b: 1\n¦")).toMatchObject({ kind: "key", path: [] });
    expect(placeIn("a:\n  b: 1\n\n  ke¦")).toMatchObject({ path: ["a"], word: "ke", beside: ["b"] });
  });

  it("counts items of lists as *, also in the column of their key", () => {
    expect(placeIn("spec:\n  list:\n    - na¦")).toMatchObject({ path: ["spec", "list", "*"], word: "na" });
    expect(placeIn("spec:\n  list:\n  - name: a\n    ¦")).toMatchObject({
      path: ["spec", "list", "*"],
      beside: ["name"],
    });
    expect(placeIn("list:\n- a: 1\n- ¦")).toMatchObject({ path: ["list", "*"], beside: [] });
    expect(placeIn("a:\n  - b:\n      - c: 1\n        ¦")).toMatchObject({ path: ["a", "*", "b", "*"] });
  });

  it("knows the value behind a key", () => {
    expect(placeIn("spec:\n  type: Clu¦")).toMatchObject({
      kind: "value",
      path: ["spec", "type"],
      word: "Clu",
    });
    expect(placeIn("- type: ¦")).toMatchObject({ kind: "value", path: ["*", "type"] });
  });

  it("says nothing in comments and in texts", () => {
    expect(placeIn("a: 1 # b¦")).toBeNull();
    expect(placeIn("run: |\n  echo a¦")).toBeNull();
  });

  it("keeps documents apart", () => {
    const place = placeIn("kind: A\n---\nkind: B\nspec:\n  ¦\n---\nkind: C\n");
    expect(place?.path).toEqual(["spec"]);
    expect(topLevelValue(place?.lines ?? [], place?.document ?? { first: 0, last: 0 }, "kind")).toBe("B");
  });

  it("looks through the actions of a template", () => {
    const text = "spec:\n  {{- if .Values.a }}\n  replicas: {{ .Values.b }}\n  {{- end }}\n  sel¦";
    expect(placeIn(text)).toMatchObject({ path: ["spec"], beside: ["replicas"], word: "sel" });
  });
});
