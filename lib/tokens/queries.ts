import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { requireManageRegistryTokens } from "./policy.ts";
import type { ListTokensQuery, RegistryTokenList } from "./schema.ts";
import { registryTokenColumns, toRegistryTokenView } from "./token-rows.ts";

/**
 * Registry tokens of the organization, newest first, with those that ended.
 * @throws Problem "role_missing", "scope_missing"
 */
export async function listRegistryTokens(
  viewer: Viewer,
  { limit, cursor }: ListTokensQuery,
): Promise<RegistryTokenList> {
  requireManageRegistryTokens(viewer, "see registry tokens");
  const where = { orgId: viewer.orgId };
  const [rows, total] = await Promise.all([
    db().registryToken.findMany({
      where,
      select: registryTokenColumns,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit + 1,
      ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
    }),
    db().registryToken.count({ where }),
  ]);
  const items = rows.slice(0, limit).map(toRegistryTokenView);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null, total };
}
