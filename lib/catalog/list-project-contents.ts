import type { Viewer } from "#lib/auth/types.ts";
import { db, joinSql, type Sql, sql } from "#lib/db/database.ts";
import { ARTIFACT_KINDS } from "#lib/ids/ids.ts";
import { requireProject } from "#lib/organization/find-project.ts";
import type { BrowseProject, ProjectContent, ProjectContents } from "./project-schema.ts";
import { lifecycleStateSchema } from "./schema.ts";
import { visibleTo } from "./visible-to.ts";

type ContentRow = {
  kind: string;
  name: string;
  description: string;
  visibility: string | null;
  archived: boolean;
  count: number;
  latest: string | null;
  lifecycle: string;
  changedAt: Date | null;
};

/** Artifacts of all kinds, and beside them the plain repositories whose name begins with the project's. */
const contentsOf = (viewer: Viewer, project: string, archivedToo: boolean): Sql => sql`
  SELECT a."kind", a."name", a."description", a."visibility", a."archivedAt" IS NOT NULL AS archived,
    a."versionCount" AS count, a."latestTag" AS latest, a."lifecycle", coalesce(a."lastPublishedAt", a."updatedAt") AS "changedAt"
  FROM "Artifact" a
  WHERE ${visibleTo(viewer)} AND a."project" = ${project} AND (a."archivedAt" IS NULL OR ${archivedToo})
  UNION ALL
  SELECT 'repository', substr(r."name", ${project.length + 2}::int), '', NULL, false,
    (SELECT count(*)::int FROM "OciTag" t WHERE t."repositoryId" = r."id"),
    (SELECT t."tag" FROM "OciTag" t WHERE t."repositoryId" = r."id" ORDER BY t."updatedAt" DESC, t."tag" LIMIT 1), 'active',
    (SELECT max(m."createdAt") FROM "OciManifest" m WHERE m."repositoryId" = r."id")
  FROM "OciRepository" r
  WHERE r."orgId" = ${viewer.orgId} AND starts_with(r."name", ${`${project}/`})
    AND EXISTS (SELECT 1 FROM "OciManifest" m WHERE m."repositoryId" = r."id")`;

const escaped = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

function conditionsOf({ q = "", content }: BrowseProject): Sql {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const text = sql`lower(c."name" || ' ' || c."description")`;
  const conditions = words.map((word) => sql`${text} LIKE ${escaped(word)}`);
  if (content) conditions.push(sql`c."kind" = ${content}`);
  return conditions.length > 0 ? joinSql(conditions, " AND ") : sql`TRUE`;
}

function toContent(row: ContentRow): ProjectContent {
  return {
    kind: ARTIFACT_KINDS.find((kind) => kind === row.kind) ?? null,
    name: row.name,
    description: row.description,
    visibility: row.visibility === "public" ? "public" : "private",
    archived: row.archived,
    count: row.count,
    latest: row.latest,
    lifecycle: lifecycleStateSchema.parse(row.lifecycle),
    changedAt: row.changedAt?.toISOString() ?? null,
  };
}

/**
 * A page of what is in a project: artifacts of every kind and plain repositories in one list, by name (GL-12). An archived
 * project shows its artifacts too.
 * @throws Problem "project_unknown"
 */
export async function listProjectContents(
  viewer: Viewer,
  name: string,
  query: BrowseProject,
): Promise<ProjectContents> {
  const project = await requireProject(viewer, name);
  const { page, limit } = query;
  const matching = sql`SELECT * FROM (${contentsOf(viewer, name, project.archived)}) c WHERE ${conditionsOf(query)}`;
  const [rows, [sum]] = await Promise.all([
    db().$queryRaw<ContentRow[]>(sql`
      SELECT m.* FROM (${matching}) m ORDER BY m."name" COLLATE "C", m."kind" LIMIT ${limit} OFFSET ${(page - 1) * limit}`),
    db().$queryRaw<{ total: number }[]>(sql`SELECT count(*)::int AS total FROM (${matching}) m`),
  ]);
  return { items: rows.map(toContent), total: sum?.total ?? 0 };
}
