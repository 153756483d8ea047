import { expect, it } from "vitest";
import { detailChanges } from "./detail-changes.ts";

it("tells what was changed, from what to what, in both forms that rows have", () => {
  expect(
    detailChanges({ before: { name: "A", slug: "a" }, after: { name: "B", slug: "a" }, tag: "1.0.0" }),
  ).toEqual({
    changes: [{ name: "name", before: "A", after: "B" }],
    told: [["tag", "1.0.0"]],
  });
  expect(detailChanges({ changes: [{ field: "description", from: null, to: "x" }] })).toEqual({
    changes: [{ name: "description", before: "none", after: "x" }],
    told: [],
  });
});

it("leaves nothing out that it does not know", () => {
  expect(detailChanges({ before: "Old name", changes: 3, list: ["a"] }).told).toEqual([
    ["list", '["a"]'],
    ["before", "Old name"],
    ["changes", "3"],
  ]);
  expect(detailChanges(null)).toEqual({ changes: [], told: [] });
});
