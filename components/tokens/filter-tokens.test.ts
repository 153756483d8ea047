import { expect, it } from "vitest";
import type { RegistryTokenView } from "#lib/tokens/schema.ts";
import {
  countTokens,
  filterTokens,
  offeredFilters,
  parseTokenFilter,
  TOKEN_FILTERS,
} from "./filter-tokens.ts";

const aToken = (over: Partial<RegistryTokenView>): RegistryTokenView => ({
  id: "crt_1",
  name: "ci-pipeline-pull",
  prefix: "crt_7fK2",
  scope: "pull",
  pattern: null,
  requestsPerMinute: null,
  createdBy: "Mira Kovač",
  createdAt: "2026-01-01T00:00:00.000Z",
  expiresAt: null,
  lastUsedAt: null,
  lastUsedAddress: null,
  lastUsedClient: null,
  overMaximum: false,
  madeWith: null,
  revokedAt: null,
  revokedBy: null,
  previousUntil: null,
  state: "active",
  unused: false,
  ...over,
});

const tokens = [
  aToken({ name: "a" }),
  aToken({ name: "b", state: "expiring" }),
  aToken({ name: "c", unused: true, pattern: "charts/payments/*" }),
  aToken({ name: "d", state: "expired" }),
  aToken({ name: "e", state: "revoked", createdBy: "Olga Dahl" }),
];

it("CAT-31: expiring, unused, expired and revoked tokens can be filtered; what expires soon or is unused still is active", () => {
  expect(TOKEN_FILTERS.map((filter) => countTokens(tokens, filter))).toEqual([5, 3, 1, 1, 0, 1, 1]);
});

it("CAT-31: finds tokens by name, pattern and person, all words together", () => {
  const names = (text: string) => filterTokens(tokens, "all", text).map((token) => token.name);
  expect(names("payments")).toEqual(["c"]);
  expect(names("OLGA")).toEqual(["e"]);
  expect(names("pull kovač payments")).toEqual(["c"]);
  expect(names("olga payments")).toEqual([]);
});

it("shows the whole list for a filter in the address that does not exist", () => {
  expect(parseTokenFilter("expiring")).toBe("expiring");
  expect(parseTokenFilter("nothing")).toBe("all");
  expect(parseTokenFilter(null)).toBe("all");
});

it("GOH-60: what lasts longer than a new token may is offered as a filter where there is some", () => {
  expect(offeredFilters(tokens, "all")).not.toContain("over-maximum");
  expect(offeredFilters(tokens, "over-maximum")).toContain("over-maximum");
  expect(offeredFilters([...tokens, aToken({ overMaximum: true })], "all")).toContain("over-maximum");
});
