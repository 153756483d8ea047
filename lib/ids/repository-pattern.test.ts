import { expect, it } from "vitest";
import {
  matchesPattern,
  patternSource,
  reachedRoot,
  repositoryPatternSchema,
  tokenPatternSchema,
} from "./repository-pattern.ts";

const CASES: [pattern: string, name: string, matches: boolean][] = [
  ["charts/payments/*", "charts/payments/service", true],
  ["charts/payments/*", "charts/payments/service/more", false],
  ["charts/payments/*", "charts/payments", false],
  ["images/**", "images/a/b/c", true],
  ["images/**", "images", false],
  ["**", "anything/at/all", true],
  ["*", "one", true],
  ["*", "one/two", false],
  ["**/web", "team/apps/web", true],
  ["**/web", "web", false],
  ["a*b*c", "abbbc", true],
  ["a*b*c", "ab/c", false],
  ["a**c", "ab/c", true],
  ["exact/name", "exact/name", true],
  ["exact/name", "exact/names", false],
  ["lib.c*", "libxc", false],
  ["charts/payments/*,payments/**", "payments/api/web", true],
  ["charts/payments/*,payments/**", "charts/payments/api", true],
  ["charts/payments/*,payments/**", "charts/search/api", false],
  ["one,two", "one,two", false],
];

it.each(CASES)("OCI-36 OCI-108: %s and %s: %s", (pattern, name, matches) => {
  expect(matchesPattern(pattern, name)).toBe(matches);
  // PostgreSQL is asked with the regular expression: it has to mean the same.
  expect(new RegExp(patternSource(pattern)).test(name)).toBe(matches);
});

it("OCI-36: a pattern made to be slow is read in linear time", () => {
  const startedAt = performance.now();
  expect(matchesPattern("**a**a**a**a**a**", "a".repeat(255))).toBe(true);
  expect(matchesPattern("**a**a**a**a**ab", "a".repeat(255))).toBe(false);
  // As a regular expression the second takes more than minutes.
  expect(performance.now() - startedAt).toBeLessThan(1000);
});

it.each([
  ["**", "charts"],
  ["*/*", "charts"],
  ["*/app", "charts"],
  ["**/web", "charts"],
  ["charts/one", "charts"],
  ["c*/team/*", "charts"],
  ["kust**", "kustomize-bases"],
  ["*-bundles/x", "manifest-bundles"],
  ["*", null],
  ["images/**", null],
  ["team-*/**", null],
  ["charts", null],
  ["charts/a/b/c", null],
  ["chart/**", null],
])("API-25: %s reaches catalog repositories of %s", (pattern, root) => {
  expect(reachedRoot(pattern)).toBe(root);
});

it("refuses what no repository can be called, and more stars than mean anything", () => {
  for (const text of ["", "Upper", "/lead", "a b", "*a*a*a*a*a*a*", "x".repeat(256)])
    expect(repositoryPatternSchema.safeParse(text).success, text).toBe(false);
  for (const text of ["images/**", "a*", "*", "x".repeat(255)])
    expect(repositoryPatternSchema.safeParse(text).success, text).toBe(true);
});

it("NB-13: a token's pattern may be several, cleaned of spaces and repetitions, and at most eight", () => {
  expect(tokenPatternSchema.parse(" charts/a/* , a/**,charts/a/*")).toBe("charts/a/*,a/**");
  for (const text of ["", "a,", "a,,b", "A,b", "a,b,c,d,e,f,g,h,i"])
    expect(tokenPatternSchema.safeParse(text).success, text).toBe(false);
});
