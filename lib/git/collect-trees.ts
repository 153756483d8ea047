import { db } from "#lib/db/database.ts";

/** Trees that go in one transaction. */
const TREES_AT_ONCE = 500;

type TreeKey = { orgId: string; id: string };

/** How many trees no commit names, of those from before this moment. */
export async function countUnusedTrees(before: Date): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "GitTree" t WHERE t."createdAt" < ${before}
      AND NOT EXISTS (SELECT 1 FROM "GitCommit" c WHERE c."orgId" = t."orgId" AND c."treeId" = t."id")`;
  return row?.count ?? 0;
}

/** Takes the trees that no commit names: drafts that were deleted with their artifact. Whoever commits one just now keeps it. */
export async function collectTrees(before: Date): Promise<number> {
  let collected = 0;
  for (;;) {
    const count = await db().$transaction(async (tx) => {
      const found = await tx.$queryRaw<TreeKey[]>`
        SELECT t."orgId", t."id" FROM "GitTree" t WHERE t."createdAt" < ${before}
          AND NOT EXISTS (SELECT 1 FROM "GitCommit" c WHERE c."orgId" = t."orgId" AND c."treeId" = t."id")
        LIMIT ${TREES_AT_ONCE} FOR UPDATE OF t SKIP LOCKED`;
      const orgs = found.map(({ orgId }) => orgId);
      const ids = found.map(({ id }) => id);
      // Once more, in a statement that sees what was committed until the rows were held.
      return tx.$executeRaw`
        DELETE FROM "GitTree" t USING unnest(${orgs}::text[], ${ids}::text[]) AS f("orgId", "id")
        WHERE t."orgId" = f."orgId" AND t."id" = f."id"
          AND NOT EXISTS (SELECT 1 FROM "GitCommit" c WHERE c."orgId" = t."orgId" AND c."treeId" = t."id")`;
    });
    collected += count;
    if (count < TREES_AT_ONCE) return collected;
  }
}
