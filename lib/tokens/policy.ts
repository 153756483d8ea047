import { hasApiScope, isAtLeast, requireApiScope, requireRole } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { EXPIRING_DAYS, type TokenState, UNUSED_DAYS } from "./schema.ts";

const DAY_MS = 86_400_000;

/** What the page shows of a long list; the API pages through the rest. */
export const SHOWN_TOKENS = 200;

/** ROLE-5: registry tokens are an admin's. @throws Problem "sign_in_required", "role_missing", "scope_missing" */
export function requireManageRegistryTokens(viewer: Viewer, deed: string): void {
  requireRole(viewer, "admin", deed);
  requireApiScope(viewer, "admin", deed);
}

export function mayManageRegistryTokens(viewer: Viewer): boolean {
  return isAtLeast(viewer, "admin") && hasApiScope(viewer, "admin");
}

/** ROLE-14: own API tokens any member, those of service accounts admins. */
export function requireMintApiToken(viewer: Viewer, owner: "self" | "service-account"): void {
  const deed = owner === "self" ? "create an API token" : "create an API token for a service account";
  requireRole(viewer, owner === "self" ? "member" : "admin", deed);
  requireApiScope(viewer, "admin", deed);
}

type Times = { createdAt: Date; expiresAt: Date | null; lastUsedAt: Date | null; revokedAt: Date | null };

/** GOH-56, CAT-31. A token that expires at this moment has expired. */
export function tokenState(token: Times, now: Date): TokenState {
  if (token.revokedAt) return "revoked";
  if (!token.expiresAt) return "active";
  const leftMs = token.expiresAt.getTime() - now.getTime();
  if (leftMs <= 0) return "expired";
  return leftMs <= EXPIRING_DAYS * DAY_MS ? "expiring" : "active";
}

/** CAT-31: holds, and was neither used nor made within 90 days. */
export function isUnused(token: Times, now: Date): boolean {
  const state = tokenState(token, now);
  if (state === "revoked" || state === "expired") return false;
  const last = token.lastUsedAt ?? token.createdAt;
  return now.getTime() - last.getTime() >= UNUSED_DAYS * DAY_MS;
}
