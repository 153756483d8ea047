import { describe, expect, it } from "vitest";
import type { LifecycleState } from "#lib/catalog/schema.ts";
import { nextLatest } from "./next-latest.ts";

const unmarked = { reason: null, replacement: null, replacementState: null, by: null, at: null };
const aVersion = (version: string, state: LifecycleState = "active", day = 1) => ({
  version,
  semver: /^\d/.test(version) ? version : null,
  publishedAt: `2026-11-${String(day).padStart(2, "0")}T00:00:00.000Z`,
  lifecycle: { ...unmarked, state },
});

describe("what is latest once a version is yanked", () => {
  it("is the highest stable one that is not yanked, deprecated or not", () => {
    const versions = [
      aVersion("3.0.0-rc.1"),
      aVersion("2.0.0"),
      aVersion("1.9.0", "yanked"),
      aVersion("1.8.0", "deprecated"),
      aVersion("1.0.0"),
    ];
    expect(nextLatest(versions, "2.0.0", true)).toBe("1.8.0");
  });

  it("is the newest of the others where none is stable, and none where nothing is left", () => {
    const versions = [aVersion("2.0.0"), aVersion("1.0.0-b", "active", 2), aVersion("winter", "active", 3)];
    expect(nextLatest(versions, "2.0.0", true)).toBe("winter");
    expect(nextLatest([aVersion("2.0.0"), aVersion("1.0.0", "yanked")], "2.0.0", true)).toBeNull();
  });

  it("is not guessed from a part of the versions", () => {
    expect(nextLatest([aVersion("2.0.0"), aVersion("1.0.0-b")], "2.0.0", false)).toBeUndefined();
  });
});
