import { expect, it } from "vitest";
import { isProblem } from "#lib/problems/problem.ts";
import { requireSameOrigin } from "./same-origin.ts";

function isTaken(headers: Record<string, string>): boolean {
  const request = { headers: new Headers({ host: "localhost:3000", ...headers }) };
  try {
    requireSameOrigin(request);
    return true;
  } catch (error) {
    expect(isProblem(error) && error.code).toBe("origin_refused");
    return false;
  }
}

it("takes a write from our own pages", () => {
  expect(isTaken({ origin: "http://localhost:3000", "sec-fetch-site": "same-origin" })).toBe(true);
  expect(isTaken({ origin: "http://localhost:3000" })).toBe(true);
  expect(isTaken({ "sec-fetch-site": "same-origin" })).toBe(true);
});

it("refuses a write from another site, a neighbouring one, a page without origin, or from nowhere", () => {
  expect(isTaken({ origin: "https://evil.example", "sec-fetch-site": "cross-site" })).toBe(false);
  expect(isTaken({ origin: "https://evil.example", "sec-fetch-site": "same-origin" })).toBe(false);
  expect(isTaken({ origin: "http://localhost:3000", "sec-fetch-site": "same-site" })).toBe(false);
  expect(isTaken({ origin: "http://localhost:3000.evil.example" })).toBe(false);
  expect(isTaken({ origin: "null" })).toBe(false);
  expect(isTaken({ "sec-fetch-site": "none" })).toBe(false);
  expect(isTaken({})).toBe(false);
});
