import { z } from "zod";
import type { Viewer } from "#lib/auth/types.ts";
import { db, noSql, type Sql, sql } from "#lib/db/database.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { requireArtifact } from "./get-version.ts";
import { decodeCursor, encodeCursor } from "./page-cursor.ts";
import type { ListVersionsQuery, Page, VersionView } from "./schema.ts";
import { fromVersions, listedVersionColumns, toVersionView, type VersionRow } from "./version-row.ts";

type Sort = ListVersionsQuery["sort"];

const ORDERS: Record<Sort, Sql> = {
  published: sql`v."position" DESC`,
  // What is no SemVer comes last, newest first.
  semver: sql`coalesce(v."semverKey", '') DESC, v."position" DESC`,
};

/** Sort, then the last row of the page: key and position. */
const cursorSchema = z.tuple([
  z.string(),
  z.string().refine((text) => !text.includes("\0")),
  z.number().int().nonnegative(),
]);

function afterCursor(cursor: string | undefined, sort: Sort): Sql {
  if (cursor === undefined) return noSql;
  const [, key, position] = decodeCursor(
    cursor,
    cursorSchema.refine(([first]) => first === sort),
  );
  if (sort === "published") return sql`AND v."position" < ${position}`;
  return sql`AND (coalesce(v."semverKey", ''), v."position") < (${key}, ${position})`;
}

/**
 * The history of an artifact (GOH-31, GOH-32, CAT-24): newest publication first, or by SemVer precedence.
 * @throws Problem "artifact_unknown"; "input_invalid" for a cursor that is none of this list
 */
export async function listVersions(
  viewer: Viewer,
  ref: ArtifactRef,
  { sort, limit, cursor }: ListVersionsQuery,
): Promise<Page<VersionView>> {
  const { facts, setting, versionCount } = await requireArtifact(viewer, ref);
  const rows = await db().$queryRaw<VersionRow[]>(
    sql`SELECT ${listedVersionColumns} ${fromVersions}
      WHERE v."artifactId" = ${facts.id} AND v."orgId" = ${viewer.orgId} ${afterCursor(cursor, sort)}
      ORDER BY ${ORDERS[sort]} LIMIT ${limit + 1}`,
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => toVersionView(setting, row)),
    nextCursor:
      last && rows.length > limit ? encodeCursor([sort, last.semverKey ?? "", last.position]) : null,
    total: versionCount,
  };
}
