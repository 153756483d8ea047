import { expect, it } from "vitest";
import { isNarrower } from "./narrower-pattern.ts";
import { matchesPattern } from "./repository-pattern.ts";

const CASES: [pattern: string | null, than: string | null, isNarrower: boolean][] = [
  ["charts/payments/*", null, true],
  [null, "charts/payments/*", false],
  [null, "**", false],
  ["charts/payments/*", "charts/payments/*", true],
  ["charts/payments/api", "charts/payments/*", true],
  ["charts/payments/api*", "charts/payments/*", true],
  ["charts/payments/*", "charts/*/*", true],
  ["charts/payments/*", "charts/*", false],
  ["charts/payments/**", "charts/payments/*", false],
  ["charts/*", "charts/**", true],
  ["charts/pay*/*", "charts/payments/*", false],
  ["**/api", "**", true],
  ["*api*", "*a*", true],
  ["*a*", "*api*", false],
  ["charts/payments/*,payments/**", "charts/*/*,payments/**", true],
  ["charts/payments/*,images/**", "charts/*/*,payments/**", false],
  // Neither alone reaches it, both together do.
  ["a*", "a,a*b,a*c,a**", true],
  ["charts/x", "charts/y,charts/x", true],
  ["x.y", "xzy", false],
];

it.each(CASES)("GL-14: %s within %s: %s", (pattern, than, narrower) => {
  expect(isNarrower(pattern, than)).toBe(narrower);
});

/** A small generator of our own, so that a failure can be repeated. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

it("GL-14: never says narrower where some name is reached by the first and not by the second", () => {
  const random = randomOf(7);
  const parts = ["a", "b", "/", "*", "**", "a/", "/b"];
  const aText = (of: string[], length: number) =>
    Array.from({ length: 1 + random(length) }, () => of[random(of.length)]).join("");
  const names = Array.from({ length: 400 }, () => aText(["a", "b", "/", "c"], 6));
  let proven = 0;
  for (let round = 0; round < 600; round += 1) {
    const [pattern, than] = [aText(parts, 4), aText(parts, 4)];
    const witness = names.find((name) => matchesPattern(pattern, name) && !matchesPattern(than, name));
    const narrower = isNarrower(pattern, than);
    if (narrower) proven += 1;
    expect([pattern, than, narrower && witness !== undefined]).toEqual([pattern, than, false]);
  }
  expect(proven).toBeGreaterThan(50);
});

it("GL-14: patterns made to be slow are refused in bounded time", () => {
  const startedAt = performance.now();
  expect(isNarrower("*a*a*a*a*a*".repeat(2), `${"*b*a*b*a*b*a".repeat(2)},**a**b**a**b**c`)).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
