import { describe, expect, it } from "vitest";
import { placeTip } from "./place-tip.ts";

const view = { width: 400, height: 300 };
const tip = { width: 100, height: 24 };

describe("where a tip stands", () => {
  it("is below its element, centred", () => {
    expect(placeTip({ left: 200, top: 100, width: 28, height: 28 }, tip, view)).toEqual({
      left: 164,
      top: 134,
    });
  });

  it("stays inside the window at each edge, and goes above where there is no room below", () => {
    expect(placeTip({ left: 380, top: 10, width: 20, height: 28 }, tip, view).left).toBe(296);
    expect(placeTip({ left: 0, top: 10, width: 20, height: 28 }, tip, view).left).toBe(4);
    expect(placeTip({ left: 200, top: 270, width: 20, height: 28 }, tip, view).top).toBe(240);
  });
});
