import { z } from "zod";
import type { Viewer } from "#lib/auth/types.ts";
import { decodeCursor, encodeCursor } from "#lib/catalog/page-cursor.ts";
import type { Page } from "#lib/catalog/schema.ts";
import { db, joinSql, noSql, type Sql, sql } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { contentSql, isAttachedTag } from "./content-of.ts";
import { repositoryPermissions } from "./delete-held.ts";
import {
  type BrowseRepositories,
  CONTENTS,
  type Content,
  type ContentCounts,
  contentSchema,
  type RepositoryView,
} from "./schema.ts";
import {
  fromRepositories,
  isCatalogName,
  type NamedRow,
  namedColumns,
  referenceOf,
  requireRepository,
  toSeen,
  visibleRepositories,
} from "./visible-repositories.ts";

export type ListRepositories = Omit<BrowseRepositories, "page"> & { page?: number };
type Sort = BrowseRepositories["sort"];

const tagCount = sql`(SELECT count(*) FROM "OciTag" t WHERE t."repositoryId" = r."id" AND NOT ${isAttachedTag})`;
const sizeBytes = sql`(coalesce((SELECT sum(b."sizeBytes") FROM "OciBlobLink" l JOIN "Blob" b ON b."digest" = l."digest"
    WHERE l."repositoryId" = r."id"), 0)
  + coalesce((SELECT sum(m."sizeBytes") FROM "OciManifest" m WHERE m."repositoryId" = r."id"), 0))`;
const lastPushedAt = sql`greatest(
  (SELECT max(t."updatedAt") FROM "OciTag" t WHERE t."repositoryId" = r."id"),
  (SELECT max(m."createdAt") FROM "OciManifest" m WHERE m."repositoryId" = r."id"))`;
const contents = sql`(SELECT array_agg(DISTINCT ${contentSql}) FROM "OciManifest" m WHERE m."repositoryId" = r."id")`;

/** Texts of one byte order, so that a cursor can say where a page ended; numbers and times in fixed width. */
const SORT_KEYS: Record<Sort, Sql> = {
  name: sql`r."name"`,
  pushed: sql`to_char(${lastPushedAt} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') COLLATE "C"`,
  tags: sql`lpad(${tagCount}::text, 20, '0') COLLATE "C"`,
  size: sql`lpad(${sizeBytes}::text, 20, '0') COLLATE "C"`,
};

const textSchema = z.string().refine((text) => !text.includes("\0"));
const cursorSchema = z.tuple([z.string(), z.string(), textSchema, textSchema]);

type Wish = ListRepositories;
const orderOf = ({ sort, order }: Wish) => order ?? (sort === "name" ? "asc" : "desc");

/** A cursor of this list's order says where to go on. @throws Problem "input_invalid" for any other */
export function afterCursor(cursor: string | undefined, sort: string, order: string): Sql {
  if (cursor === undefined) return noSql;
  const mine = cursorSchema.refine(([first, second]) => first === sort && second === order);
  const [, , key, name] = decodeCursor(cursor, mine);
  return order === "asc"
    ? sql`WHERE (p.key, p."name") > (${key}, ${name})`
    : sql`WHERE (p.key, p."name") < (${key}, ${name})`;
}

export const containing = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

type ListedRow = NamedRow & {
  key: string;
  total: number;
  tagCount: number;
  sizeBytes: bigint;
  lastPushedAt: Date;
  contents: string[];
};

function conditionsOf(viewer: Viewer, { q, content }: Pick<Wish, "q" | "content">): Sql {
  const conditions = [visibleRepositories(viewer)];
  if (q) conditions.push(sql`r."name" LIKE ${containing(q.trim().toLowerCase())}`);
  if (content)
    conditions.push(
      sql`EXISTS (SELECT 1 FROM "OciManifest" m WHERE m."repositoryId" = r."id" AND ${contentSql} = ${content})`,
    );
  return joinSql(conditions, " AND ");
}

const figures = sql`${tagCount}::int AS "tagCount", ${sizeBytes}::bigint AS "sizeBytes", ${lastPushedAt} AS "lastPushedAt", ${contents} AS "contents"`;

/**
 * A page of the repositories that the viewer may pull (GL-4), with the number of all matches: one query. What costs a look
 * at everything that a repository holds is asked for those of the page alone, unless they are sorted by it.
 * @throws Problem "input_invalid" for a cursor that is none of this list
 */
export async function listRepositories(viewer: Viewer, query: Wish): Promise<Page<RepositoryView>> {
  const { sort, limit, page = 1, cursor } = query;
  const order = orderOf(query);
  const direction = order === "asc" ? sql`ASC` : sql`DESC`;
  const matching = sql`SELECT ${namedColumns}, ${SORT_KEYS[sort]} AS key ${fromRepositories} WHERE ${conditionsOf(viewer, query)}`;
  const rows = await db().$queryRaw<ListedRow[]>(sql`
    WITH matching AS MATERIALIZED (${matching}),
    page AS (SELECT p.* FROM matching p ${afterCursor(cursor, sort, order)}
      ORDER BY p.key ${direction}, p."name" ${direction} LIMIT ${limit + 1} OFFSET ${(page - 1) * limit})
    SELECT p.*, (SELECT count(*)::int FROM matching) AS total, ${figures}
    FROM page p JOIN "OciRepository" r ON r."id" = p."id"
    ORDER BY p.key ${direction}, p."name" ${direction}`);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => toView(viewer, row)),
    nextCursor: last && rows.length > limit ? encodeCursor([sort, order, last.key, last.name]) : null,
    total: last?.total ?? (await countMatching(matching)),
  };
}

// A page behind the last one is empty, and so brings no count with it.
async function countMatching(matching: Sql): Promise<number> {
  const [row] = await db().$queryRaw<{ total: number }[]>(
    sql`SELECT count(*)::int AS total FROM (${matching}) m`,
  );
  return row?.total ?? 0;
}

function toView(viewer: Viewer, row: Omit<ListedRow, "key" | "total">): RepositoryView {
  const seen = toSeen(row);
  return {
    name: seen.name,
    reference: referenceOf(viewer, seen.name),
    artifact: seen.artifact,
    catalog: isCatalogName(seen.name),
    contents: sortContents(row.contents),
    tagCount: row.tagCount,
    size: Number(row.sizeBytes),
    lastPushedAt: row.lastPushedAt.toISOString(),
    permissions: repositoryPermissions(viewer, seen.name),
  };
}

function sortContents(found: string[]): Content[] {
  const held = new Set(found.map((one) => contentSchema.parse(one)));
  return CONTENTS.filter((one) => held.has(one));
}

/** One repository, with its figures. @throws Problem "repository_unknown" */
export async function getRepository(viewer: Viewer, name: string): Promise<RepositoryView> {
  const seen = await requireRepository(viewer, name);
  const [row] = await db().$queryRaw<Omit<ListedRow, "key" | "total">[]>(
    sql`SELECT ${namedColumns}, ${figures} ${fromRepositories} WHERE r."id" = ${seen.id}`,
  );
  // It was there a moment ago; whoever took the last of it away since was faster.
  if (!row?.lastPushedAt) throw new Problem("repository_unknown", { detail: name });
  return toView(viewer, row);
}

/** How many repositories hold what, of those that the viewer may pull: for the filter beside the list. */
export async function countContents(viewer: Viewer): Promise<ContentCounts> {
  const rows = await db().$queryRaw<{ content: string | null; count: number }[]>(sql`
    WITH visible AS MATERIALIZED (SELECT r."id", r."name" ${fromRepositories} WHERE ${visibleRepositories(viewer)}),
    held AS (SELECT DISTINCT r."id", ${contentSql} AS content
      FROM visible r JOIN "OciManifest" m ON m."repositoryId" = r."id")
    SELECT NULL AS content, count(*)::int AS count FROM visible
    UNION ALL SELECT content, count(*)::int FROM held GROUP BY content`);
  const of: ContentCounts["of"] = {
    chart: 0,
    "kustomize-base": 0,
    "manifest-bundle": 0,
    image: 0,
    attached: 0,
    other: 0,
  };
  let all = 0;
  for (const { content, count } of rows)
    if (content === null) all = count;
    else of[contentSchema.parse(content)] = count;
  return { all, of };
}
