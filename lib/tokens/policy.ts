import {
  hasApiScope,
  isAtLeast,
  isAtLeastIn,
  isAtLeastSomewhere,
  requireApiScope,
  requireRole,
  requireRoleIn,
} from "#lib/auth/policy.ts";
import {
  API_SCOPES,
  type ApiScope,
  apiScopeSchema,
  type RegistryScope,
  ROLES,
  type Role,
  type Viewer,
} from "#lib/auth/types.ts";
import { isNarrower } from "#lib/ids/narrower-pattern.ts";
import { Problem } from "#lib/problems/problem.ts";
import {
  type ApiTokenRights,
  type CreateRegistryTokenInput,
  durationMs,
  EXPIRING_DAYS,
  type MintLimits,
  type TokenState,
  UNUSED_DAYS,
} from "./schema.ts";

const DAY_MS = 86_400_000;

/** What the page shows of a long list; the API pages through the rest. */
export const SHOWN_TOKENS = 200;

/**
 * ROLE-5, ROLE-11: registry tokens are an admin's, and those that are limited to a project its maintainers', too.
 * @param project the one that the token's pattern lies in; null: it reaches more
 * @throws Problem "sign_in_required", "role_missing", "scope_missing"
 */
export function requireManageRegistryTokens(viewer: Viewer, deed: string, project: string | null): void {
  requireRoleIn(viewer, project, "admin", deed);
  requireApiScope(viewer, "admin", deed);
}

/**
 * ROLE-5, ROLE-11: who makes a registry token. A maintainer is told what would be allowed.
 * @param project the one that its pattern lies in
 */
export function requireMintRegistryToken(viewer: Viewer, project: string | null): void {
  const deed = "create a registry token";
  const projects = tokenProjectsOf(viewer) ?? [];
  const isForeign = projects.length > 0 && !mayManageRegistryTokens(viewer, project);
  if (!isForeign || !hasApiScope(viewer, "admin")) requireManageRegistryTokens(viewer, deed, project);
  else
    throw new Problem("role_missing", {
      detail: `You make registry tokens for ${projects.join(", ")} only, and this one would reach more.`,
      hint: `Limit it to a project, such as charts/${projects[0]}/*, or ask an admin of the organization.`,
    });
}

/** The same before it is known which token: somewhere, at least. */
export function requireManageSomeTokens(viewer: Viewer, deed: string): void {
  if (!isAtLeastSomewhere(viewer, "admin")) requireRole(viewer, "admin", deed);
  requireApiScope(viewer, "admin", deed);
}

/** Whether the viewer manages tokens of this project; null: those that reach more. */
export function mayManageRegistryTokens(viewer: Viewer, project: string | null): boolean {
  return isAtLeastIn(viewer, project, "admin") && hasApiScope(viewer, "admin");
}

/** The projects whose tokens the viewer manages; null: everybody's. */
export function tokenProjectsOf(viewer: Viewer): string[] | null {
  if (isAtLeast(viewer, "admin")) return null;
  return [...viewer.projects.keys()].filter((project) => isAtLeastIn(viewer, project, "admin")).sort();
}

export function isRoleAtLeast(role: Role, than: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(than);
}

/** The highest role that an API token of this scope acts with. */
export const SCOPE_ROLES: Record<ApiScope, Role> = {
  read: "viewer",
  write: "member",
  publish: "member",
  admin: "admin",
};

/** The role that an API token acts with: its scope's, and never more than that of who made it (ROLE-14). */
export function actingRole(scope: ApiScope, makerRole: Role): Role {
  return isRoleAtLeast(makerRole, SCOPE_ROLES[scope]) ? SCOPE_ROLES[scope] : makerRole;
}

export type TokenOwner = "self" | "service-account";

/**
 * ROLE-14: own API tokens any member, of the organization or of a project; those of service accounts admins; and none that goes
 * further than who makes it.
 */
export function requireMintApiToken(
  viewer: Viewer,
  owner: TokenOwner,
  { scope, mint }: { scope: ApiScope; mint?: unknown },
  verb: "create" | "rotate" = "create",
): void {
  const deed = `${verb} an API token${owner === "self" ? "" : " for a service account"}`;
  const isWorking = owner === "self" && isAtLeastSomewhere(viewer, "member");
  if (!isWorking) requireRole(viewer, owner === "self" ? "member" : "admin", deed);
  requireApiScope(viewer, "admin", deed);
  if (!isAtLeastSomewhere(viewer, SCOPE_ROLES[scope]))
    requireRole(viewer, SCOPE_ROLES[scope], `${verb} an API token with scope ${scope}`);
  if (mint) requireRole(viewer, "admin", `${verb} an API token that makes registry tokens`);
}

/**
 * Who gives an API token a new secret gets what acts as its owner: of a person that is that person alone, and both need what
 * making it anew would need.
 * @param personId who asks, or the person for whom the API token that asks acts
 */
export function requireRotateApiToken(
  viewer: Viewer,
  personId: string,
  token: { userId: string | null; scope: string; mintScope: string | null },
): void {
  const owner = token.userId === null ? "service-account" : "self";
  const needs = { scope: apiScopeSchema.parse(token.scope), mint: token.mintScope };
  requireMintApiToken(viewer, owner, needs, "rotate");
  if (token.userId !== null && token.userId !== personId)
    throw new Problem("role_missing", {
      detail: "The API token acts for a person, and nobody else gets its secret.",
      hint: "Revoke it, or ask its person to rotate it.",
    });
}

/** What a form offers whoever looks at it: the same rules as requireMintApiToken's. */
export function apiTokenRights(viewer: Viewer): ApiTokenRights {
  const isWorking = isAtLeastSomewhere(viewer, "member") && hasApiScope(viewer, "admin");
  return {
    scopes: isWorking ? API_SCOPES.filter((scope) => isAtLeastSomewhere(viewer, SCOPE_ROLES[scope])) : [],
    serviceAccounts: mayManageApiTokens(viewer),
  };
}

/** Of service accounts, and of others: an admin's; one's own everybody's. */
export function mayManageApiTokens(viewer: Viewer): boolean {
  return isAtLeast(viewer, "admin") && hasApiScope(viewer, "admin");
}

const verbsOf = (scope: RegistryScope) => scope.split("+");
const refuseMint = (detail: string) => new Problem("mint_exceeded", { detail });

/**
 * GL-14: what is made with an API token is never wider and never longer-lived than that one allows.
 * @throws Problem "mint_exceeded"
 */
export function requireWithinMint(limits: MintLimits, input: CreateRegistryTokenInput): void {
  const { scope, pattern = null, maxExpiresIn } = limits;
  if (!verbsOf(input.scope).every((verb) => verbsOf(scope).includes(verb)))
    throw refuseMint(`The API token may make registry tokens with scope ${scope}, not ${input.scope}.`);
  if (!isNarrower(input.pattern ?? null, pattern))
    throw refuseMint(
      `The API token may make registry tokens within ${pattern}: name a pattern that lies in it.`,
    );
  if (!input.expiresIn || durationMs(input.expiresIn) > durationMs(maxExpiresIn))
    throw refuseMint(
      `The API token may make registry tokens for ${maxExpiresIn} at most: send such an expiresIn.`,
    );
}

const sayDays = (days: number) => (days === 1 ? "1 day" : `${days} days`);

/**
 * The organization's maximum, at every door that makes a token.
 * @param maxDays null: there is none
 * @throws Problem "input_invalid" for a token that would outlive it, or would never end
 */
export function requireWithinMaximum(expiresIn: string | null | undefined, maxDays: number | null): void {
  if (maxDays === null) return;
  if (expiresIn && durationMs(expiresIn) <= maxDays * DAY_MS) return;
  const message = `The organization lets a token last ${sayDays(maxDays)} at most. Choose ${maxDays}d or less.`;
  throw new Problem("input_invalid", { detail: message, fields: [{ path: "expiresIn", message }] });
}

/** Whether a token that holds ends later than one that is made now may. */
export function isOverMaximum(token: Times, now: Date, maxDays: number | null): boolean {
  const state = tokenState(token, now);
  if (maxDays === null || state === "revoked" || state === "expired") return false;
  return token.expiresAt === null || token.expiresAt.getTime() - now.getTime() > maxDays * DAY_MS;
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
