import { describe, expect, it } from "vitest";
import { numberedBy, shownRanges } from "./shown-lines.ts";

const shown = [
  { startLine: 5, endLine: 7 },
  { startLine: 20, endLine: 21 },
];

describe("lines of a part of the output", () => {
  it("GOH-22: keep the numbers that they have in the whole", () => {
    expect([1, 3, 4, 5, 6].map(numberedBy(shown))).toEqual([5, 7, 20, 21, 22]);
    expect(numberedBy(null)(9)).toBe(9);
  });

  it("ranges of the whole are found among the shown lines, and others fall out", () => {
    expect(shownRanges(shown, [{ startLine: 6, endLine: 20 }])).toEqual([
      { startLine: 2, endLine: 3 },
      { startLine: 4, endLine: 4 },
    ]);
    expect(shownRanges(shown, [{ startLine: 1, endLine: 4 }])).toEqual([]);
    expect(shownRanges(null, [{ startLine: 1, endLine: 4 }])).toEqual([{ startLine: 1, endLine: 4 }]);
  });
});
