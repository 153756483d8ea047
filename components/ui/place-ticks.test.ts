import { describe, expect, it } from "vitest";
import { placeTicks } from "./place-ticks.ts";

const until = "2026-11-21T00:00:00Z";

describe("publication ticks", () => {
  it("puts the newest at the right end and the oldest of the year at the left, and leaves the rest out", () => {
    const placed = placeTicks(
      [
        { at: until, weight: "light" },
        { at: "2025-11-21T00:00:00Z", weight: "medium" },
        { at: "2025-11-20T00:00:00Z", weight: "heavy" },
        { at: "2026-11-22T00:00:00Z", weight: "heavy" },
        { at: "not a time", weight: "heavy" },
      ],
      until,
      12,
    );
    expect(placed.map((tick) => [tick.x, tick.weight])).toEqual([
      [1, "medium"],
      [131, "light"],
    ]);
  });

  it("shows the heaviest of those on one spot, and stays bounded however many there are", () => {
    const hours = Array.from({ length: 8760 }, (_, hour) => ({
      at: new Date(Date.parse(until) - hour * 3_600_000).toISOString(),
      weight: hour === 1 ? ("heavy" as const) : ("light" as const),
    }));
    const placed = placeTicks(hours, until, 12);
    expect(placed.length).toBeLessThanOrEqual(262);
    expect(placed.at(-1)).toEqual({ x: 131, weight: "heavy", struck: false });
  });
});
