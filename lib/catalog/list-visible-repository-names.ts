import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { repositoryNameSql, visibleTo } from "./visible-to.ts";

/** Repository names after `last`, in byte order, of artifacts that this viewer may see and that have a version (OCI-45). */
export async function listVisibleRepositoryNames(
  viewer: Viewer,
  last: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT n."name" FROM (
      SELECT ${repositoryNameSql} COLLATE "C" AS "name" FROM "Artifact" a
      WHERE ${visibleTo(viewer)} AND a."versionCount" > 0) n
    WHERE ${last}::text IS NULL OR n."name" > ${last}
    ORDER BY n."name" LIMIT ${limit}`;
  return rows.map((row) => row.name);
}
