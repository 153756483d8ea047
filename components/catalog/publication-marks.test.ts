import { describe, expect, it } from "vitest";
import { publicationMarks, sayPublications } from "./publication-marks.ts";

const at = (day: number) => `2026-11-0${day}T00:00:00.000Z`;
const recent = [
  { version: "1.0.0", publishedAt: at(1), lifecycle: "deprecated" },
  { version: "1.1.0", publishedAt: at(2), lifecycle: "yanked" },
  { version: "1.1.1", publishedAt: at(3), lifecycle: "active" },
] as const;

describe("publications as ticks", () => {
  it("NB-6: those of yanked versions are struck, and counted in the words beside them", () => {
    expect(publicationMarks(recent).map(({ struck }) => struck)).toEqual([false, true, false]);
    expect(sayPublications(recent)).toBe(
      "3 versions in the past 12 months, the last one 1.1.1, one of them yanked",
    );
    expect(sayPublications(recent.slice(2))).toBe("1 version in the past 12 months, the last one 1.1.1");
  });
});
