import fc from "fast-check";
import { expect, it } from "vitest";
import { exactName, parseSearch } from "./parse-search.ts";

it("CAT-6: reads words, phrases, exclusions and fields", () => {
  expect(
    parseSearch('Web -legacy "rate Limit" project:Pay -source:git label:team=web label:tier -"a b"'),
  ).toEqual([
    { field: "text", text: "web", negated: false },
    { field: "text", text: "legacy", negated: true },
    { field: "text", text: "rate limit", negated: false },
    { field: "project", text: "pay", negated: false },
    { field: "source", text: "git", negated: true },
    { field: "label", text: "team", value: "web", negated: false },
    { field: "label", text: "tier", value: null, negated: false },
    { field: "text", text: "a b", negated: true },
  ]);
});

it("CAT-6: makes sense of what is half typed", () => {
  expect(parseSearch("-")).toEqual([]);
  expect(parseSearch('  "" ')).toEqual([]);
  expect(parseSearch('"open phr')).toEqual([{ field: "text", text: "open phr", negated: false }]);
  expect(parseSearch("project:")).toEqual([{ field: "text", text: "project:", negated: false }]);
  expect(parseSearch("rate-limit")).toEqual([{ field: "text", text: "rate-limit", negated: false }]);
});

it("CAT-6: takes the words without fields as the name to stand first", () => {
  expect(exactName(parseSearch("Redis project:pay -old"))).toBe("redis");
  expect(exactName(parseSearch("project:pay"))).toBeNull();
});

it("never fails, and keeps to 20 terms without NUL", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'"-: =\0aé', "label:", "project:")), (parts) => {
      const query = parts.join("");
      const terms = parseSearch(query);
      expect(terms.length).toBeLessThanOrEqual(20);
      for (const term of terms) expect(term.text).not.toContain("\0");
    }),
  );
});
