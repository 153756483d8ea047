import { Problem } from "#lib/problems/problem.ts";
import { API_SCOPES, type ApiScope, ROLES, type Role, type Viewer } from "./types.ts";

/** Whether the viewer's role is this one or a higher one. */
export function isAtLeast(viewer: Viewer, role: Role): boolean {
  return viewer.role !== null && ROLES.indexOf(viewer.role) >= ROLES.indexOf(role);
}

/** Whether an API token goes this far; a person in the browser always does. */
export function hasApiScope(viewer: Viewer, scope: ApiScope): boolean {
  return viewer.apiScope === null || API_SCOPES.indexOf(viewer.apiScope) >= API_SCOPES.indexOf(scope);
}

/** @throws Problem "sign_in_required" for a stranger, "role_missing" for a role that is too low (ROLE-12) */
export function requireRole(viewer: Viewer, role: Role, deed: string): void {
  if (viewer.role === null) throw new Problem("sign_in_required");
  if (isAtLeast(viewer, role)) return;
  throw new Problem("role_missing", {
    detail: `Your role is ${viewer.role}; to ${deed} you need to be ${role === "owner" ? "an owner" : `${role} or higher`}.`,
    hint: "Ask an admin or owner of the organization.",
  });
}

/** @throws Problem "scope_missing" when an API token does not go this far */
export function requireApiScope(viewer: Viewer, scope: ApiScope, deed: string): void {
  if (hasApiScope(viewer, scope)) return;
  throw new Problem("scope_missing", {
    detail: `The API token has scope ${viewer.apiScope}; to ${deed} it needs ${scope}.`,
    hint: `Create an API token with scope ${scope}.`,
  });
}
