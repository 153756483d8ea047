import { expect, it } from "vitest";
import { isProblem } from "#lib/problems/problem.ts";
import { aViewer } from "./fixtures.ts";
import { hasApiScope, isAtLeast, requireApiScope, requireRole } from "./policy.ts";
import { API_SCOPES, ROLES } from "./types.ts";

function refusalOf(deed: () => void): string {
  try {
    deed();
    return "allowed";
  } catch (error) {
    return isProblem(error) ? error.code : String(error);
  }
}

it("ROLE-1 ROLE-2 ROLE-3: each role may what those before it may, and a stranger nothing", () => {
  const may = ROLES.map((role) => ROLES.map((needed) => isAtLeast(aViewer({ role }), needed)));
  expect(may).toEqual([
    [true, false, false, false],
    [true, true, false, false],
    [true, true, true, false],
    [true, true, true, true],
  ]);
  expect(ROLES.map((needed) => isAtLeast(aViewer({ role: null }), needed))).toEqual(ROLES.map(() => false));
});

it("ROLE-12 ROLE-13: a role that is too low is told so with 403, a stranger is asked to sign in", () => {
  expect(refusalOf(() => requireRole(aViewer({ role: "member" }), "admin", "yank"))).toBe("role_missing");
  expect(refusalOf(() => requireRole(aViewer({ role: null }), "viewer", "look"))).toBe("sign_in_required");
  expect(refusalOf(() => requireRole(aViewer({ role: "owner" }), "owner", "rename it"))).toBe("allowed");
});

it("API scopes: each has those before it, and a person in the browser all", () => {
  const reach = API_SCOPES.map((apiScope) =>
    API_SCOPES.filter((needed) => hasApiScope(aViewer({ apiScope }), needed)),
  );
  expect(reach).toEqual([
    ["read"],
    ["read", "write"],
    ["read", "write", "publish"],
    ["read", "write", "publish", "admin"],
  ]);
  expect(hasApiScope(aViewer({}), "admin")).toBe(true);
  expect(refusalOf(() => requireApiScope(aViewer({ apiScope: "read" }), "write", "write"))).toBe(
    "scope_missing",
  );
});
