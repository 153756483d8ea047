import { describe, expect, it } from "vitest";
import { scaleOf, trackMarks, trackOf } from "./version-track.ts";

const of = (...tags: string[]) => tags.map((version) => ({ version, semver: version }));

describe("tracks of a history", () => {
  it("CAT-24: versions before 1.0.0 break by their second number; what is no SemVer has no track", () => {
    expect(trackOf("2.4.0")).toBe("2.x");
    expect(trackOf("0.9.3")).toBe("0.9.x");
    expect(trackOf(null)).toBeNull();
  });

  it("CAT-24: the newest stable version of each track carries its chip, filled on the newest track", () => {
    const marks = trackMarks(of("3.0.0-rc.1", "1.18.7", "2.10.0", "2.9.1", "1.9.0"));
    expect([...marks]).toEqual([
      ["1.18.7", { track: "1.x", look: "older" }],
      ["2.10.0", { track: "2.x", look: "newest" }],
    ]);
  });

  it("NB-6: a version that is yanked carries no track's chip", () => {
    const [newest, ...others] = of("2.1.0", "2.0.0", "1.0.0");
    const yanked = { version: "2.1.0", semver: "2.1.0", lifecycle: { state: "yanked" } as const };
    expect([...trackMarks([yanked, ...others]).keys()]).toEqual(["2.0.0", "1.0.0"]);
    expect(trackMarks(others.concat(newest ?? [])).get("2.1.0")?.look).toBe("newest");
  });

  it("CAT-24: the scale changes its ground where the track changes", () => {
    expect(scaleOf(of("2.1.0", "2.0.0", "1.0.0", "2.0.1"))).toEqual([true, true, false, true]);
  });
});
