import { describe, expect, it } from "vitest";
import { sayDate, sayRelative } from "./say-time.ts";

const now = Date.parse("2026-11-21T13:04:00Z");
const saidAt = (ms: number) => sayRelative(now - ms, now);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("time in words", () => {
  it("says how long ago in the largest whole unit, up to 30 days, and the date after that", () => {
    expect(saidAt(20_000)).toBe("just now");
    expect(saidAt(MINUTE)).toBe("1 minute ago");
    expect(saidAt(59 * MINUTE)).toBe("59 minutes ago");
    expect(saidAt(3 * HOUR)).toBe("3 hours ago");
    expect(saidAt(30 * HOUR)).toBe("yesterday");
    expect(saidAt(6 * DAY)).toBe("6 days ago");
    expect(saidAt(15 * DAY)).toBe("2 weeks ago");
    expect(saidAt(31 * DAY)).toBeNull();
  });

  it("says what is to come, and forgives a clock that is a few seconds off", () => {
    expect(saidAt(-3000)).toBe("just now");
    expect(saidAt(-30 * HOUR)).toBe("tomorrow");
    expect(saidAt(-20 * DAY)).toBe("in 2 weeks");
    expect(saidAt(-7 * DAY + 20_000)).toBe("in 7 days");
    expect(saidAt(-6.5 * DAY)).toBe("in 6 days");
  });

  it("gives the exact time with its zone, whatever the zone of the process", () => {
    expect(sayDate(now, "UTC", "full")).toBe("21 November 2026 at 13:04 UTC");
    expect(sayDate(now, "Asia/Kathmandu", "full")).toContain("18:49");
    expect(sayDate(now, "UTC", "short")).toBe("21 Nov 2026");
  });
});
