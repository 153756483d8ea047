import { describe, expect, it } from "vitest";
import { chooseLine, readLineRange, writeLineRange } from "./line-range.ts";

describe("lines in an address", () => {
  it("GOH-34 CAT-27: reads and writes a line and a range, in either order", () => {
    expect(readLineRange("#L10-L20")).toEqual({ first: 10, last: 20 });
    expect(readLineRange("#L20-L10")).toEqual({ first: 10, last: 20 });
    expect(readLineRange("#L7")).toEqual({ first: 7, last: 7 });
    for (const other of ["", "#L0", "#readme", "#L1-", "#L1-L2x"]) expect(readLineRange(other)).toBeNull();
    expect(writeLineRange({ first: 10, last: 20 })).toBe("#L10-L20");
    expect(writeLineRange({ first: 7, last: 7 })).toBe("#L7");
  });

  it("GOH-34: shift chooses from the line chosen before", () => {
    expect(chooseLine(5, { first: 10, last: 10 }, true)).toEqual({ first: 5, last: 10 });
    expect(chooseLine(12, { first: 10, last: 20 }, true)).toEqual({ first: 10, last: 12 });
    expect(chooseLine(5, { first: 10, last: 10 }, false)).toEqual({ first: 5, last: 5 });
    expect(chooseLine(5, null, true)).toEqual({ first: 5, last: 5 });
  });
});
