import type { Tx } from "#lib/db/database.ts";

/**
 * The API tokens that were made with this one, and so on, held until the commit. Whoever makes one holds its parent
 * (hold-parent.ts): nothing new comes under a token that is held, so that a round that finds nothing is the last.
 * @param rootId a token that the caller holds
 */
export async function lockDescendants(tx: Tx, orgId: string, rootId: string): Promise<string[]> {
  const found: string[] = [];
  for (let parents = [rootId]; parents.length > 0; ) {
    const children = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "ApiToken"
      WHERE "orgId" = ${orgId} AND "parentId" = ANY(${parents}) AND "revokedAt" IS NULL ORDER BY "id" FOR UPDATE`;
    parents = children.map(({ id }) => id);
    found.push(...parents);
  }
  return found;
}
