import { describe, expect, it } from "vitest";
import { changeMarks } from "./change-marks.ts";
import { shapeOfTag, suggestTags, tagAfter } from "./suggest-tags.ts";
import { deleteFiles, openWorkspace, putFile } from "./workspace.ts";

const tags = (latest: string | null) => suggestTags(latest).map((suggestion) => suggestion.tag);

describe("the tag of a publication", () => {
  it("GOH-26: suggests the next patch, minor and major, and a beginning where nothing is published", () => {
    expect(tags("2.4.0")).toEqual(["2.4.1", "2.5.0", "3.0.0"]);
    expect(tags("v1.2.3")).toEqual(["v1.2.4", "v1.3.0", "v2.0.0"]);
    expect(tags("1.0.0-rc.1")).toEqual(["1.0.0"]);
    expect(tags(null)).toEqual(["0.1.0", "1.0.0"]);
    expect(tags("winter")).toEqual([]);
    expect(tagAfter("0.1.0")).toBe("0.1.1");
  });

  it("GOH-77 PUB-2: accepts any legal tag, and says which ones Helm cannot select", () => {
    expect(shapeOfTag("1.0.0")).toEqual({ kind: "fine", advice: null });
    expect(shapeOfTag("v1.0.0")).toMatchObject({ kind: "fine", advice: expect.stringContaining("1.0.0") });
    expect(shapeOfTag("winter-release")).toEqual({ kind: "not-semver" });
    expect(shapeOfTag("-x").kind).toBe("refused");
    expect(shapeOfTag("a b").kind).toBe("refused");
    expect(shapeOfTag("")).toEqual({ kind: "empty" });
  });
});

it("GOH-25: marks files against the latest version, typed and saved changes alike", () => {
  const saved = ["a", "b", "c"].map((path) => ({ path, size: 1, sha: path }));
  let now = openWorkspace("c1", saved);
  const reference = {
    tag: "1.0.0",
    shas: new Map([
      ["a", "a"],
      ["b", "other"],
      ["d", "d"],
      ["e", "e"],
    ]),
  };
  now = putFile(now, "e", { kind: "text", text: "typed" });
  expect(Object.fromEntries(changeMarks(now, reference))).toEqual({ b: "M", c: "A", d: "D", e: "M" });
  expect(Object.fromEntries(changeMarks(deleteFiles(now, ["a"]), null))).toEqual({ a: "D", e: "A" });
});
