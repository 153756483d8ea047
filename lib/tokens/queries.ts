import { requireRole } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { mayManageApiTokens, requireManageSomeTokens, tokenProjectsOf } from "./policy.ts";
import {
  type ApiTokenList,
  EXPIRING_DAYS,
  type ListTokensQuery,
  type RegistryTokenList,
  type TokenFilter,
  UNUSED_DAYS,
} from "./schema.ts";
import { readMaximum } from "./token-end.ts";
import {
  apiTokenColumns,
  registryTokenColumns,
  toApiTokenViews,
  toRegistryTokenViews,
} from "./token-rows.ts";

const DAY_MS = 86_400_000;

const holds = (now: Date) => ({ revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] });

/** The states of policy.ts as conditions. */
function inState(state: TokenFilter | undefined, now: Date, maxDays: number | null) {
  const day = (days: number) => addMs(now, days * DAY_MS);
  switch (state) {
    case undefined:
      return {};
    case "active":
      return holds(now);
    case "expiring":
      return { revokedAt: null, expiresAt: { gt: now, lte: day(EXPIRING_DAYS) } };
    case "expired":
      return { revokedAt: null, expiresAt: { lte: now } };
    case "revoked":
      return { revokedAt: { not: null } };
    case "unused": {
      const since = { lte: day(-UNUSED_DAYS) };
      return { AND: [holds(now), { OR: [{ lastUsedAt: since }, { lastUsedAt: null, createdAt: since }] }] };
    }
    case "over-maximum":
      // Where there is no maximum nothing is over it.
      if (maxDays === null) return { id: { in: [] } };
      return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: day(maxDays) } }] };
  }
}

const madeHow = (made: ListTokensQuery["made"]) =>
  made === undefined ? {} : made === "by-hand" ? { parentId: null } : { parentId: { not: null } };

const newestFirst: { createdAt?: "desc"; id?: "desc" }[] = [{ createdAt: "desc" }, { id: "desc" }];

const pageOf = ({ limit, cursor }: ListTokensQuery) => ({
  orderBy: newestFirst,
  take: limit + 1,
  ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
});

const nextOf = (rows: readonly { id: string }[], limit: number) =>
  rows.length > limit ? (rows[limit - 1]?.id ?? null) : null;

/** How many days the organization lets a token last; null: as long as one likes. */
export function readTokenMaximum(viewer: Viewer): Promise<number | null> {
  return readMaximum(db(), viewer.orgId);
}

/**
 * Registry tokens of the organization, newest first, with those that ended; to a maintainer those of their projects.
 * @throws Problem "role_missing", "scope_missing"
 */
export async function listRegistryTokens(viewer: Viewer, asked: ListTokensQuery): Promise<RegistryTokenList> {
  requireManageSomeTokens(viewer, "see registry tokens");
  const { orgId } = viewer;
  const projects = tokenProjectsOf(viewer);
  const state = inState(asked.state, clock.now(), await readTokenMaximum(viewer));
  const theirs = projects === null ? {} : { project: { in: projects } };
  const where = { orgId, AND: [state, madeHow(asked.made), theirs] };
  const [rows, total] = await Promise.all([
    db().registryToken.findMany({ where, select: registryTokenColumns, ...pageOf(asked) }),
    db().registryToken.count({ where }),
  ]);
  const items = await toRegistryTokenViews(db(), orgId, rows.slice(0, asked.limit));
  return { items, nextCursor: nextOf(rows, asked.limit), total };
}

/**
 * API tokens, newest first, with those that ended: one's own, and for admins everybody's.
 * @throws Problem "role_missing"
 */
export async function listApiTokens(viewer: Viewer, asked: ListTokensQuery): Promise<ApiTokenList> {
  requireRole(viewer, "viewer", "see API tokens");
  const { orgId, actor } = viewer;
  const state = inState(asked.state, clock.now(), await readTokenMaximum(viewer));
  const mine = mayManageApiTokens(viewer) ? {} : { OR: [{ userId: actor.id }, { id: actor.id }] };
  const where = { orgId, AND: [state, madeHow(asked.made), mine] };
  const [rows, total] = await Promise.all([
    db().apiToken.findMany({ where, select: apiTokenColumns, ...pageOf(asked) }),
    db().apiToken.count({ where }),
  ]);
  const items = await toApiTokenViews(db(), viewer, rows.slice(0, asked.limit));
  return { items, nextCursor: nextOf(rows, asked.limit), total };
}
