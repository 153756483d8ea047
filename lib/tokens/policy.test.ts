import { expect, it } from "vitest";
import { aViewer } from "#lib/auth/fixtures.ts";
import { ROLES } from "#lib/auth/types.ts";
import {
  actingRole,
  isOverMaximum,
  isUnused,
  mayManageRegistryTokens,
  requireMintApiToken,
  requireWithinMaximum,
  requireWithinMint,
  tokenProjectsOf,
  tokenState,
} from "./policy.ts";
import { type CreateRegistryTokenInput, createRegistryTokenSchema, durationMs } from "./schema.ts";

const now = new Date("2026-11-21T12:00:00Z");
const daysFromNow = (days: number) => new Date(now.getTime() + days * 86_400_000);
const aToken = (over: Partial<Parameters<typeof tokenState>[0]> = {}) => ({
  createdAt: daysFromNow(-1),
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  ...over,
});

it("ROLE-5 ROLE-11: registry tokens are for admins and owners, and for a project's maintainers inside it", () => {
  const may = ROLES.filter((role) => mayManageRegistryTokens(aViewer({ role }), null));
  expect(may).toEqual(["admin", "owner"]);
  expect(mayManageRegistryTokens(aViewer({ role: null }), null)).toBe(false);
  expect(mayManageRegistryTokens(aViewer({ role: "owner", apiScope: "publish" }), null)).toBe(false);
  const maintainer = aViewer({ role: "viewer", projects: new Map([["payments", "admin"]]) });
  const where = [null, "payments", "search"].filter((project) =>
    mayManageRegistryTokens(maintainer, project),
  );
  expect(where).toEqual(["payments"]);
  expect(tokenProjectsOf(maintainer)).toEqual(["payments"]);
  expect(tokenProjectsOf(aViewer({ role: "member" }))).toEqual([]);
  expect(tokenProjectsOf(aViewer({ role: "admin" }))).toBeNull();
});

it("ROLE-14: own API tokens are for members, those of service accounts for admins", () => {
  const scope = "write";
  expect(() => requireMintApiToken(aViewer({ role: "viewer" }), "self", { scope })).toThrow(
    "Your role is viewer",
  );
  expect(() => requireMintApiToken(aViewer({ role: "member" }), "self", { scope })).not.toThrow();
  expect(() => requireMintApiToken(aViewer({ role: "member" }), "service-account", { scope })).toThrow(
    "admin or higher",
  );
  expect(() => requireMintApiToken(aViewer({ role: "admin" }), "service-account", { scope })).not.toThrow();
});

it("ROLE-14 GL-14: nobody makes an API token that goes further than they do", () => {
  const member = aViewer({ role: "member" });
  expect(() => requireMintApiToken(member, "self", { scope: "publish" })).not.toThrow();
  expect(() => requireMintApiToken(member, "self", { scope: "admin" })).toThrow("admin or higher");
  expect(() => requireMintApiToken(member, "self", { scope: "read", mint: {} })).toThrow("admin or higher");
  const small = aViewer({ role: "admin", apiScope: "write" });
  expect(() => requireMintApiToken(small, "self", { scope: "read" })).toThrow("scope write");
});

it("ROLE-14: an API token acts with its scope's role, and never above its maker's", () => {
  expect(actingRole("admin", "owner")).toBe("admin");
  expect(actingRole("admin", "member")).toBe("member");
  expect(actingRole("publish", "viewer")).toBe("viewer");
  expect(actingRole("read", "owner")).toBe("viewer");
});

it("GL-14: what is made with an API token is no wider in verb, reach or time", () => {
  const limits = { scope: "pull", pattern: "charts/payments/*", maxExpiresIn: "2h" } as const;
  const input = { name: "job", scope: "pull", pattern: "charts/payments/api", expiresIn: "1h" } as const;
  expect(() => requireWithinMint(limits, input)).not.toThrow();
  expect(() => requireWithinMint(limits, { ...input, expiresIn: "2h" })).not.toThrow();
  const wider: [Partial<CreateRegistryTokenInput>, string][] = [
    [{ scope: "push" }, "scope pull"],
    [{ scope: "pull+push" }, "scope pull"],
    [{ pattern: "charts/*/api" }, "within charts/payments/*"],
    [{ pattern: null }, "within charts/payments/*"],
    [{ expiresIn: "3h" }, "2h at most"],
    [{ expiresIn: "1d" }, "2h at most"],
    [{ expiresIn: null }, "2h at most"],
  ];
  for (const [over, said] of wider)
    expect(() => requireWithinMint(limits, { ...input, ...over }), JSON.stringify(over)).toThrow(said);
  const both = { scope: "pull+push", maxExpiresIn: "2h" } as const;
  expect(() => requireWithinMint(both, { name: "job", scope: "push", expiresIn: "1h" })).not.toThrow();
});

it("GOH-60: the organization's maximum refuses what is longer and what never ends", () => {
  expect(() => requireWithinMaximum(null, null)).not.toThrow();
  expect(() => requireWithinMaximum("90d", 90)).not.toThrow();
  expect(() => requireWithinMaximum("2160h", 90)).not.toThrow();
  for (const expiresIn of ["91d", "2161h", null, undefined])
    expect(() => requireWithinMaximum(expiresIn, 90)).toThrow("90 days at most");
  expect(() => requireWithinMaximum("2d", 1)).toThrow("1 day at most");
});

it("GOH-60 CAT-31: what holds for longer than a new token may is over the maximum", () => {
  expect(isOverMaximum(aToken(), now, null)).toBe(false);
  expect(isOverMaximum(aToken(), now, 90)).toBe(true);
  expect(isOverMaximum(aToken({ expiresAt: daysFromNow(90) }), now, 90)).toBe(false);
  expect(isOverMaximum(aToken({ expiresAt: daysFromNow(91) }), now, 90)).toBe(true);
  expect(isOverMaximum(aToken({ revokedAt: now }), now, 90)).toBe(false);
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
