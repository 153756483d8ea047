import { z } from "zod";
import type { Viewer } from "#lib/auth/types.ts";
import { db, noSql, type Sql, sql } from "#lib/db/database.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { artifactConditions } from "./artifact-conditions.ts";
import { type ArtifactRow, artifactColumns, toArtifactView } from "./artifact-row.ts";
import { decodeCursor, encodeCursor } from "./page-cursor.ts";
import { exactName, parseSearch } from "./parse-search.ts";
import type { ArtifactView, ListArtifactsQuery, Page } from "./schema.ts";
import { changedAtFor, visibleTo } from "./visible-to.ts";

type Sort = ListArtifactsQuery["sort"];
type Order = "asc" | "desc";

const displayNameSql = sql`(CASE a."project" WHEN '' THEN a."name" ELSE a."project" || '/' || a."name" END)`;
/** Texts of one byte order, so that a cursor can say where a page ended; times as milliseconds of fixed width. */
const sortKeys = (viewer: Viewer): Record<Sort, Sql> => ({
  name: sql`${displayNameSql} COLLATE "C"`,
  published: sql`to_char(coalesce(a."lastPublishedAt", 'epoch'::timestamptz) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') COLLATE "C"`,
  changed: sql`to_char(${changedAtFor(viewer)} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') COLLATE "C"`,
});
const usualOrder = (sort: Sort): Order => (sort === "name" ? "asc" : "desc");

/** Sort, order, then the last row of the page: rank, key, id. */
const textSchema = z.string().refine((text) => !text.includes("\0"));
const cursorSchema = z.tuple([
  z.string(),
  z.string(),
  z.number().int().min(0).max(1),
  textSchema,
  textSchema,
]);

function afterCursor(cursor: string | undefined, sort: Sort, order: Order): Sql {
  if (cursor === undefined) return noSql;
  const [, , rank, key, id] = decodeCursor(
    cursor,
    cursorSchema.refine(([first, second]) => first === sort && second === order),
  );
  const beyond =
    order === "asc" ? sql`(m.key, m."id") > (${key}, ${id})` : sql`(m.key, m."id") < (${key}, ${id})`;
  return sql`WHERE (m.rank > ${rank} OR (m.rank = ${rank} AND ${beyond}))`;
}

// An exact name stands first, whatever the order (CAT-6).
function rankSql(query: string | undefined): Sql {
  const name = exactName(parseSearch(query ?? ""));
  if (name === null) return sql`0`;
  return sql`(CASE WHEN a."name" = ${name} OR ${displayNameSql} = ${name} THEN 0 ELSE 1 END)`;
}

type ListedRow = ArtifactRow & { rank: number; key: string; total: number };

/**
 * A page of the catalog's list of a kind: filters, search and order of CAT-5 and CAT-6, with the number of all matches.
 * Only what the viewer may see is there or counted.
 * @throws Problem "input_invalid" for a cursor that is none of this list
 */
export async function listArtifacts(
  viewer: Viewer,
  kind: ArtifactKind,
  query: ListArtifactsQuery,
): Promise<Page<ArtifactView>> {
  const { sort, limit } = query;
  const order = query.order ?? usualOrder(sort);
  const direction = order === "asc" ? sql`ASC` : sql`DESC`;
  const matching = sql`SELECT a."id", ${rankSql(query.q)} AS rank, ${sortKeys(viewer)[sort]} AS key FROM "Artifact" a
    WHERE ${visibleTo(viewer)} AND ${artifactConditions(kind, query)}`;
  const rows = await db().$queryRaw<ListedRow[]>(sql`
    WITH matching AS MATERIALIZED (${matching}),
    page AS (SELECT m.* FROM matching m ${afterCursor(query.cursor, sort, order)}
      ORDER BY m.rank, m.key ${direction}, m."id" ${direction} LIMIT ${limit + 1})
    SELECT p.rank, p.key, (SELECT count(*)::int FROM matching) AS total, ${artifactColumns(viewer)}
    FROM page p JOIN "Artifact" a ON a."id" = p."id"
    ORDER BY p.rank, p.key ${direction}, a."id" ${direction}`);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = last !== undefined && rows.length > limit;
  return {
    items: shown.map((row) => toArtifactView(viewer, row)),
    nextCursor: more ? encodeCursor([sort, order, last.rank, last.key, last.id]) : null,
    total: last?.total ?? (query.cursor === undefined ? 0 : await countMatching(matching)),
  };
}

// The page behind the last one is empty, and so brings no count with it.
async function countMatching(matching: Sql): Promise<number> {
  const [row] = await db().$queryRaw<{ total: number }[]>(
    sql`SELECT count(*)::int AS total FROM (${matching}) m`,
  );
  return row?.total ?? 0;
}
