import type { Viewer } from "#lib/auth/types.ts";
import { encodeCursor } from "#lib/catalog/page-cursor.ts";
import type { Page } from "#lib/catalog/schema.ts";
import { db, joinSql, noSql, type Sql, sql } from "#lib/db/database.ts";
import { isAttachedTag } from "./content-of.ts";
import { describeEntries } from "./describe-entries.ts";
import { type EntryRow, entryColumns, fromEntries } from "./entry-row.ts";
import { afterCursor, containing } from "./list-repositories.ts";
import type { BrowseEntries, EntryView } from "./schema.ts";
import { requireRepository, type SeenRepository } from "./visible-repositories.ts";

export type ListEntries = Omit<BrowseEntries, "page"> & { page?: number };

/** Attached things of one row; the page of the manifest has them all. */
const ATTACHED_EACH = 10;

const SORT_KEYS: Record<BrowseEntries["sort"], (time: Sql, name: Sql) => Sql> = {
  pushed: (time) => sql`to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') COLLATE "C"`,
  tag: (_time, name) => sql`${name} COLLATE "C"`,
};

/** Tags, without those that stand under what they speak of. */
function taggedSql({ id }: SeenRepository, { q, sort }: ListEntries): Sql {
  const like = q
    ? sql`AND (t."tag" ILIKE ${containing(q.trim())} OR t."digest" LIKE ${`${q
        .trim()
        .toLowerCase()
        .replace(/[\\%_]/g, "\\$&")}%`})`
    : noSql;
  return sql`SELECT t."tag" AS "name", t."tag" AS "tag", t."digest", t."updatedAt" AS "pushedAt",
      ${SORT_KEYS[sort](sql`t."updatedAt"`, sql`t."tag"`)} AS key
    FROM "OciTag" t WHERE t."repositoryId" = ${id} AND NOT ${isAttachedTag} ${like}`;
}

/** Manifests that nothing names: no tag, no index, and no subject that they would stand under. */
function untaggedSql({ id }: SeenRepository, { q, sort }: ListEntries): Sql {
  const conditions = [
    sql`m."repositoryId" = ${id}`,
    sql`NOT EXISTS (SELECT 1 FROM "OciTag" t WHERE t."repositoryId" = m."repositoryId" AND t."digest" = m."digest")`,
    sql`NOT EXISTS (SELECT 1 FROM "OciManifestPart" x WHERE x."repositoryId" = m."repositoryId" AND x."digest" = m."digest")`,
    sql`NOT (m."subjectDigest" IS NOT NULL AND EXISTS (SELECT 1 FROM "OciManifest" s
      WHERE s."repositoryId" = m."repositoryId" AND (s."digest" = m."subjectDigest" OR s."sha512" = m."subjectDigest")))`,
  ];
  if (q) conditions.push(sql`m."digest" LIKE ${containing(q.trim().toLowerCase())}`);
  return sql`SELECT m."digest" AS "name", NULL AS "tag", m."digest", m."createdAt" AS "pushedAt",
      ${SORT_KEYS[sort](sql`m."createdAt"`, sql`m."digest"`)} AS key
    FROM "OciManifest" m WHERE ${joinSql(conditions, " AND ")}`;
}

type ListedRow = EntryRow & { name: string; key: string; total: number };

async function listEntries(
  viewer: Viewer,
  repository: SeenRepository,
  query: ListEntries,
  matching: Sql,
): Promise<Page<EntryView>> {
  const { sort, limit, page = 1, cursor } = query;
  const order = query.order ?? (sort === "tag" ? "asc" : "desc");
  const direction = order === "asc" ? sql`ASC` : sql`DESC`;
  const rows = await db().$queryRaw<ListedRow[]>(sql`
    WITH matching AS MATERIALIZED (${matching}),
    page AS (SELECT p.* FROM matching p ${afterCursor(cursor, sort, order)}
      ORDER BY p.key ${direction}, p."name" ${direction} LIMIT ${limit + 1} OFFSET ${(page - 1) * limit})
    SELECT p."name", p.key, (SELECT count(*)::int FROM matching) AS total, ${entryColumns}
    FROM page p ${fromEntries(repository)}
    ORDER BY p.key ${direction}, p."name" ${direction}`);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await describeEntries(viewer, repository, shown, ATTACHED_EACH),
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

/**
 * A page of a repository's tags (GL-4): each with what its config says and what is attached to it. A fixed number of queries a
 * page, however many tags there are. What cannot be read is a row with its cause, never a tag that is missing.
 * @throws Problem "repository_unknown", "input_invalid"
 */
export async function listEntriesWithTags(
  viewer: Viewer,
  name: string,
  query: ListEntries,
): Promise<Page<EntryView>> {
  const repository = await requireRepository(viewer, name);
  return listEntries(viewer, repository, query, taggedSql(repository, query));
}

/** The same of manifests that no tag, index or subject leads to. */
export async function listUntagged(
  viewer: Viewer,
  name: string,
  query: ListEntries,
): Promise<Page<EntryView>> {
  const repository = await requireRepository(viewer, name);
  return listEntries(viewer, repository, query, untaggedSql(repository, query));
}

/** How many there are, for the heads of both lists. @throws Problem "repository_unknown" */
export async function countUntagged(viewer: Viewer, name: string): Promise<number> {
  const repository = await requireRepository(viewer, name);
  return countMatching(untaggedSql(repository, { sort: "tag", limit: 1 }));
}
