import { isAtLeast, requireApiScope, requireRole } from "#lib/auth/policy.ts";
import { ROLES, type Role, type Viewer } from "#lib/auth/types.ts";
import { Problem } from "#lib/problems/problem.ts";

/** The highest role that the viewer may give, change or take away (ROLE-8, ROLE-9); null: none. */
export function highestManaged(viewer: Viewer): Role | null {
  if (isAtLeast(viewer, "owner")) return "owner";
  return isAtLeast(viewer, "admin") ? "admin" : null;
}

export function mayManage(viewer: Viewer, role: Role): boolean {
  const highest = highestManaged(viewer);
  return highest !== null && ROLES.indexOf(role) <= ROLES.indexOf(highest);
}

/**
 * ROLE-8: members are an admin's, up to admins; ROLE-9: owners are the owners'.
 * @param roles that are taken away or given
 * @throws Problem "sign_in_required", "role_missing", "scope_missing"
 */
export function requireManageMembers(viewer: Viewer, roles: readonly Role[], deed: string): void {
  requireRole(viewer, "admin", deed);
  requireApiScope(viewer, "admin", deed);
  if (roles.every((role) => mayManage(viewer, role))) return;
  throw new Problem("role_missing", {
    detail: `Your role is ${viewer.role}; only an owner can change who is an owner.`,
    hint: "Ask an owner of the organization.",
  });
}

/** @throws Problem "last_owner" */
export function requireOwnerLeft(ownersAfter: number): void {
  if (ownersAfter > 0) return;
  throw new Problem("last_owner", {
    detail: "This is the only owner; an organization always has at least one.",
    hint: "Make somebody else an owner first, or hand the ownership over.",
  });
}
