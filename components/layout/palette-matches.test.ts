import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelParts, matchesAll, queryWords } from "./palette-matches.ts";

describe("matches in the palette", () => {
  it("leaves the sign of the mode out of the words", () => {
    expect(queryWords("> Registry  tokens ")).toEqual(["registry", "tokens"]);
    expect(queryWords("@2.4")).toEqual(["2.4"]);
  });

  it("wants every word, in any order and case", () => {
    expect(matchesAll("payments/service", ["ser", "pay"])).toBe(true);
    expect(matchesAll("payments/service", ["pay", "ledger"])).toBe(false);
  });

  it("marks what was typed and loses no letter", () => {
    expect(labelParts("payments/service", ["pay", "ser"])).toEqual([
      { text: "pay", hit: true },
      { text: "ments/", hit: false },
      { text: "ser", hit: true },
      { text: "vice", hit: false },
    ]);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string({ minLength: 1 })), (label, words) => {
        expect(
          labelParts(label, words)
            .map((part) => part.text)
            .join(""),
        ).toBe(label);
      }),
    );
  });
});
