import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { projectOfPattern } from "#lib/ids/project-pattern.ts";
import { patternSource } from "#lib/ids/repository-pattern.ts";
import { requireManageRegistryTokens } from "#lib/tokens/policy.ts";
import type { Reach, ReachQuery } from "#lib/tokens/schema.ts";

/** Repositories that are named; the rest is counted. */
const SHOWN = 20;

/**
 * Which of the repositories that hold something a token with this pattern would reach, by name.
 * @throws Problem "role_missing", "scope_missing"
 */
export async function listReached(viewer: Viewer, { pattern = "**" }: ReachQuery): Promise<Reach> {
  requireManageRegistryTokens(viewer, "see what a registry token reaches", projectOfPattern(pattern));
  const source = patternSource(pattern);
  const rows = await db().$queryRaw<{ name: string; total: number }[]>`
    SELECT r."name", count(*) OVER ()::int AS total FROM "OciRepository" r
    WHERE r."orgId" = ${viewer.orgId} AND r."name" ~ ${source}
      AND EXISTS (SELECT 1 FROM "OciManifest" m WHERE m."repositoryId" = r."id")
    ORDER BY r."name" COLLATE "C" LIMIT ${SHOWN}`;
  return { items: rows.map(({ name }) => name), total: rows[0]?.total ?? 0 };
}
