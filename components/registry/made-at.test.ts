import { describe, expect, it } from "vitest";
import { madeAt } from "./made-at.ts";

describe("when an image was made", () => {
  it("is what it says", () => expect(madeAt("2026-10-12T16:20:00.000Z")).toBe("2026-10-12T16:20:00.000Z"));

  it.each([null, "0001-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z"])(
    "is not known where a builder wrote %s",
    (said) => expect(madeAt(said)).toBeNull(),
  );
});
