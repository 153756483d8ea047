import { describe, expect, it } from "vitest";
import { type Finding, findingSchema } from "#lib/engine/schema.ts";
import { nextFinding } from "./next-finding.ts";

const at = (path: string | null, line: number | null, isInOutput = false): Finding =>
  findingSchema.parse({
    severity: "error",
    code: "wrong-type",
    message: `${path}:${line}`,
    path,
    line,
    isInOutput,
  });

const whole = at(null, null);
const a3 = at("a.yaml", 3);
const a9 = at("a.yaml", 9);
const b1 = at("b.yaml", 1);
const printed = at("b.yaml", 40, true);
const order = [whole, a3, a9, b1, printed];

describe("F8 and Shift F8", () => {
  it("CAT-16: begin at the cursor, in its file first", () => {
    const from = (path: string, line: number, by: 1 | -1) =>
      nextFinding({ order, current: null, cursor: { path, line }, by });
    expect(from("a.yaml", 4, 1)).toBe(a9);
    expect(from("a.yaml", 4, -1)).toBe(a3);
    expect(from("a.yaml", 20, 1)).toBe(b1);
    expect(from("b.yaml", 1, 1)).toBe(b1);
    expect(from("b.yaml", 2, 1)).toBe(printed);
    expect(from("c.yaml", 1, 1)).toBe(whole);
    expect(from("a.yaml", 1, -1)).toBe(whole);
    expect(nextFinding({ order, current: null, cursor: null, by: 1 })).toBe(whole);
    expect(nextFinding({ order: [], current: null, cursor: null, by: 1 })).toBeNull();
  });

  it("CAT-16: walk on from where the last step led, round and back, unless the cursor was moved", () => {
    const stepFrom = (current: Finding, path: string, line: number, by: 1 | -1 = 1) =>
      nextFinding({ order, current, cursor: { path, line }, by });
    expect(stepFrom(a3, "a.yaml", 3)).toBe(a9);
    expect(stepFrom(b1, "b.yaml", 1)).toBe(printed);
    expect(stepFrom(printed, "b.yaml", 1)).toBe(whole);
    expect(stepFrom(whole, "b.yaml", 1)).toBe(a3);
    expect(stepFrom(whole, "b.yaml", 1, -1)).toBe(printed);
    expect(stepFrom(a3, "a.yaml", 12)).toBe(b1);
    const again = at("a.yaml", 3);
    expect(nextFinding({ order, current: again, cursor: { path: "a.yaml", line: 3 }, by: 1 })).toBe(a9);
  });
});
