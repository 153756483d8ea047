import { Problem } from "#lib/problems/problem.ts";
import { API_SCOPES, type ApiScope, type ProjectRole, ROLES, type Role, type Viewer } from "./types.ts";

/** Whether the viewer's role is this one or a higher one. */
export function isAtLeast(viewer: Viewer, role: Role): boolean {
  return viewer.role !== null && ROLES.indexOf(viewer.role) >= ROLES.indexOf(role);
}

const higherRole = (a: Role, b: Role) => (ROLES.indexOf(a) > ROLES.indexOf(b) ? a : b);

/** The role of the organization that membership of a project gives inside it (ROLE-11). */
export const ROLE_IN_PROJECT = {
  reporter: "viewer",
  developer: "member",
  maintainer: "admin",
} as const satisfies Record<ProjectRole, Role>;

/**
 * The role that counts in a project: that of the organization, or the higher one that the project gives.
 * @param project its name; null or empty for what is in none
 */
export function roleIn(viewer: Viewer, project: string | null): Role | null {
  const given = project ? viewer.projects.get(project) : undefined;
  return viewer.role && given ? higherRole(viewer.role, given) : viewer.role;
}

/** isAtLeast inside a project. */
export function isAtLeastIn(viewer: Viewer, project: string | null, role: Role): boolean {
  return isAtLeast({ ...viewer, role: roleIn(viewer, project) }, role);
}

/** Whether the viewer has this role somewhere: in the organization, or in one project at least. */
export function isAtLeastSomewhere(viewer: Viewer, role: Role): boolean {
  return isAtLeast(viewer, role) || [...viewer.projects.keys()].some((one) => isAtLeastIn(viewer, one, role));
}

/** Whether an API token goes this far; a person in the browser always does. */
export function hasApiScope(viewer: Viewer, scope: ApiScope): boolean {
  return viewer.apiScope === null || API_SCOPES.indexOf(viewer.apiScope) >= API_SCOPES.indexOf(scope);
}

function roleMissing(viewer: Viewer, role: Role, deed: string): Problem {
  if (viewer.role === null) return new Problem("sign_in_required");
  return new Problem("role_missing", {
    detail: `Your role is ${viewer.role}; to ${deed} you need to be ${role === "owner" ? "an owner" : `${role} or higher`}.`,
    hint: "Ask an admin or owner of the organization.",
  });
}

/** @throws Problem "sign_in_required" for a stranger, "role_missing" for a role that is too low (ROLE-12) */
export function requireRole(viewer: Viewer, role: Role, deed: string): void {
  if (!isAtLeast(viewer, role)) throw roleMissing(viewer, role, deed);
}

const WORDS_IN_PROJECT = {
  viewer: "a reporter",
  member: "a developer",
  admin: "a maintainer",
  owner: "a maintainer",
} as const satisfies Record<Role, string>;

/**
 * requireRole for what is in a project, or in none (ROLE-11).
 * @throws Problem "sign_in_required" for a stranger, "role_missing" where neither role is high enough
 */
export function requireRoleIn(viewer: Viewer, project: string | null, role: Role, deed: string): void {
  if (isAtLeastIn(viewer, project, role)) return;
  if (!project || viewer.role === null) throw roleMissing(viewer, role, deed);
  throw new Problem("role_missing", {
    detail: `Your role in the project ${project} is ${roleIn(viewer, project)}; to ${deed} you need to be ${role} or higher, or ${WORDS_IN_PROJECT[role]} of the project.`,
    hint: "Ask a maintainer of the project, or an admin of the organization.",
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
