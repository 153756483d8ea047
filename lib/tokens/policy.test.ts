import { expect, it } from "vitest";
import { aViewer } from "#lib/auth/fixtures.ts";
import { ROLES } from "#lib/auth/types.ts";
import { isUnused, mayManageRegistryTokens, requireMintApiToken, tokenState } from "./policy.ts";
import { createRegistryTokenSchema, durationMs } from "./schema.ts";

const now = new Date("2026-11-21T12:00:00Z");
const daysFromNow = (days: number) => new Date(now.getTime() + days * 86_400_000);
const aToken = (over: Partial<Parameters<typeof tokenState>[0]> = {}) => ({
  createdAt: daysFromNow(-1),
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  ...over,
});

it("ROLE-5: registry tokens are for admins and owners", () => {
  const may = ROLES.filter((role) => mayManageRegistryTokens(aViewer({ role })));
  expect(may).toEqual(["admin", "owner"]);
  expect(mayManageRegistryTokens(aViewer({ role: null }))).toBe(false);
  expect(mayManageRegistryTokens(aViewer({ role: "owner", apiScope: "publish" }))).toBe(false);
});

it("ROLE-14: own API tokens are for members, those of service accounts for admins", () => {
  expect(() => requireMintApiToken(aViewer({ role: "viewer" }), "self")).toThrow("Your role is viewer");
  expect(() => requireMintApiToken(aViewer({ role: "member" }), "self")).not.toThrow();
  expect(() => requireMintApiToken(aViewer({ role: "member" }), "service-account")).toThrow(
    "admin or higher",
  );
  expect(() => requireMintApiToken(aViewer({ role: "admin" }), "service-account")).not.toThrow();
});

it("ROLE-14: an API token of a smaller scope makes no larger one", () => {
  expect(() => requireMintApiToken(aViewer({ role: "admin", apiScope: "write" }), "self")).toThrow(
    "scope write",
  );
});

it("CAT-31 OCI-33: a token expires to the moment, and is expiring in the 14 days before", () => {
  expect(tokenState(aToken(), now)).toBe("active");
  expect(tokenState(aToken({ expiresAt: daysFromNow(14.001) }), now)).toBe("active");
  expect(tokenState(aToken({ expiresAt: daysFromNow(14) }), now)).toBe("expiring");
  expect(tokenState(aToken({ expiresAt: new Date(now.getTime() + 1) }), now)).toBe("expiring");
  expect(tokenState(aToken({ expiresAt: now }), now)).toBe("expired");
  expect(tokenState(aToken({ expiresAt: daysFromNow(1), revokedAt: now }), now)).toBe("revoked");
});

it("CAT-31: a token that holds and was not used for 90 days is unused, a younger one is not", () => {
  expect(isUnused(aToken({ createdAt: daysFromNow(-89) }), now)).toBe(false);
  expect(isUnused(aToken({ createdAt: daysFromNow(-90) }), now)).toBe(true);
  expect(isUnused(aToken({ createdAt: daysFromNow(-200), lastUsedAt: daysFromNow(-3) }), now)).toBe(false);
  expect(isUnused(aToken({ createdAt: daysFromNow(-200), lastUsedAt: daysFromNow(-90) }), now)).toBe(true);
  expect(isUnused(aToken({ createdAt: daysFromNow(-200), revokedAt: now }), now)).toBe(false);
});

it("API-18: takes spans in days and hours up to ten years, and patterns of repository names", () => {
  const read = (over: object) =>
    createRegistryTokenSchema.safeParse({ name: "ci", scope: "pull", ...over }).success;
  expect(durationMs("90d")).toBe(90 * 86_400_000);
  expect(read({})).toBe(true);
  expect(["1h", "90d", "3650d"].map((expiresIn) => read({ expiresIn }))).toEqual([true, true, true]);
  expect(["0d", "90", "-1d", "4000d", "1w", ""].some((expiresIn) => read({ expiresIn }))).toBe(false);
  expect(["charts/payments/*", "**", "manifest-bundles/**"].every((pattern) => read({ pattern }))).toBe(true);
  expect(
    ["/charts", "Charts/*", "a b", "charts/", "*/*/*/*/*/*/*", ""].some((pattern) => read({ pattern })),
  ).toBe(false);
  expect(["", "   ", "a\nb", "x".repeat(101)].some((name) => read({ name }))).toBe(false);
  expect(read({ scope: "admin" })).toBe(false);
});
