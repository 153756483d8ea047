import { expect, it } from "vitest";
import { isProblem } from "#lib/problems/problem.ts";
import { aViewer } from "./fixtures.ts";
import {
  hasApiScope,
  isAtLeast,
  isAtLeastSomewhere,
  ROLE_IN_PROJECT,
  requireApiScope,
  requireRole,
  requireRoleIn,
  roleIn,
} from "./policy.ts";
import { API_SCOPES, PROJECT_ROLES, ROLES } from "./types.ts";

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

it("ROLE-11: a project's role adds to the organization's inside it only, never takes away, and is nothing to a stranger", () => {
  for (const role of ROLES)
    for (const given of PROJECT_ROLES) {
      const inside = ROLE_IN_PROJECT[given];
      const viewer = aViewer({ role, projects: new Map([["payments", inside]]) });
      const expected = ROLES[Math.max(ROLES.indexOf(role), ROLES.indexOf(inside))];
      expect(roleIn(viewer, "payments")).toBe(expected);
      for (const elsewhere of ["search", "", null]) expect(roleIn(viewer, elsewhere)).toBe(role);
      expect(roleIn({ ...viewer, role: null }, "payments")).toBeNull();
      expect(isAtLeastSomewhere(viewer, "admin")).toBe(expected === "admin" || expected === "owner");
    }
  const developer = aViewer({ role: "viewer", projects: new Map([["payments", "member"]]) });
  expect(refusalOf(() => requireRoleIn(developer, "payments", "member", "publish"))).toBe("allowed");
  expect(refusalOf(() => requireRoleIn(developer, "payments", "admin", "yank"))).toBe("role_missing");
  expect(refusalOf(() => requireRoleIn(developer, "search", "member", "publish"))).toBe("role_missing");
  expect(refusalOf(() => requireRoleIn(developer, null, "member", "publish"))).toBe("role_missing");
  const stranger = aViewer({ role: null, projects: new Map([["payments", "admin"]]) });
  expect(refusalOf(() => requireRoleIn(stranger, "payments", "viewer", "look"))).toBe("sign_in_required");
});
