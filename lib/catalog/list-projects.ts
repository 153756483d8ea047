import { z } from "zod";
import { ROLE_IN_PROJECT } from "#lib/auth/policy.ts";
import { PROJECT_ROLES, type ProjectRole, type Viewer } from "#lib/auth/types.ts";
import { db, joinSql, noSql, type Sql, sql } from "#lib/db/database.ts";
import { mayManageProject, requireProject } from "#lib/organization/find-project.ts";
import type { ListProjectsQuery, ProjectList, ProjectView } from "#lib/organization/project-schema.ts";
import { Problem } from "#lib/problems/problem.ts";
import { decodeCursor, encodeCursor } from "./page-cursor.ts";
import { mayCreateIn } from "./policy.ts";

type ProjectRow = {
  name: string;
  title: string;
  description: string;
  visibility: string | null;
  archivedAt: Date | null;
  createdByName: string;
  createdAt: Date;
  updatedAt: Date;
  charts: number;
  bases: number;
  bundles: number;
  versions: number;
  repositories: number;
  members: number;
  lastPublishedAt: Date | null;
};

/** What a list shows of an artifact's project: archived ones only where the project itself is. */
const shown = sql`(a."archivedAt" IS NULL OR p."archivedAt" IS NOT NULL)`;

/** "Project" p of `page`, with what is in each. Artifacts and repositories are counted once for all of them. */
const counted = sql`
  SELECT p."name", p."title", p."description", p."visibility", p."archivedAt", p."createdByName", p."createdAt", p."updatedAt",
    coalesce(a.charts, 0) AS charts, coalesce(a.bases, 0) AS bases, coalesce(a.bundles, 0) AS bundles,
    coalesce(a.versions, 0) AS versions, a."lastPublishedAt", coalesce(r.repositories, 0) AS repositories,
    (SELECT count(*)::int FROM "ProjectMember" m WHERE m."orgId" = p."orgId" AND m."project" = p."name") AS members
  FROM page p
  LEFT JOIN (
    SELECT p."name",
      (count(*) FILTER (WHERE a."kind" = 'chart' AND ${shown}))::int AS charts,
      (count(*) FILTER (WHERE a."kind" = 'kustomize-base' AND ${shown}))::int AS bases,
      (count(*) FILTER (WHERE a."kind" = 'manifest-bundle' AND ${shown}))::int AS bundles,
      sum(a."versionCount")::int AS versions, max(a."lastPublishedAt") AS "lastPublishedAt"
    FROM page p JOIN "Artifact" a ON a."orgId" = p."orgId" AND a."project" = p."name" GROUP BY p."name"
  ) a ON a."name" = p."name"
  LEFT JOIN (
    SELECT p."name", count(*)::int AS repositories
    FROM page p JOIN "OciRepository" r ON r."orgId" = p."orgId" AND split_part(r."name", '/', 1) = p."name"
    WHERE position('/' in r."name") > 0 AND EXISTS (SELECT 1 FROM "OciManifest" m WHERE m."repositoryId" = r."id")
    GROUP BY p."name"
  ) r ON r."name" = p."name"
  ORDER BY p."name" COLLATE "C"`;

/** What membership gives, back in the words of projects. */
function roleOf(viewer: Viewer, name: string): ProjectRole | null {
  const role = viewer.projects.get(name);
  return PROJECT_ROLES.find((one) => ROLE_IN_PROJECT[one] === role) ?? null;
}

function toView(viewer: Viewer, row: ProjectRow): ProjectView {
  const archived = row.archivedAt !== null;
  return {
    name: row.name,
    title: row.title,
    description: row.description,
    visibility: row.visibility === "public" || row.visibility === "private" ? row.visibility : null,
    archived,
    counts: {
      chart: row.charts,
      "kustomize-base": row.bases,
      "manifest-bundle": row.bundles,
      repository: row.repositories,
      version: row.versions,
      member: row.members,
    },
    lastPublishedAt: row.lastPublishedAt?.toISOString() ?? null,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    role: roleOf(viewer, row.name),
    permissions: {
      create: !archived && mayCreateIn(viewer, row.name),
      manage: mayManageProject(viewer, row.name),
    },
  };
}

const ARCHIVED: Record<ListProjectsQuery["archived"], Sql> = {
  true: sql`p."archivedAt" IS NOT NULL`,
  false: sql`p."archivedAt" IS NULL`,
  any: sql`TRUE`,
};
const escaped = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

function conditionsOf(orgId: string, { q = "", archived }: ListProjectsQuery): Sql {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const text = sql`lower(p."name" || ' ' || p."title" || ' ' || p."description")`;
  return joinSql(
    [
      sql`p."orgId" = ${orgId}`,
      ARCHIVED[archived],
      ...words.map((word) => sql`${text} LIKE ${escaped(word)}`),
    ],
    " AND ",
  );
}

const cursorSchema = z.tuple([z.string().refine((text) => !text.includes("\0"))]);

/**
 * The organization's projects by name, with what is in each (GL-12). Strangers see none.
 * @throws Problem "input_invalid" for a cursor that is none of this list
 */
export async function listProjects(viewer: Viewer, query: ListProjectsQuery): Promise<ProjectList> {
  if (viewer.role === null || viewer.pattern !== null) return { items: [], nextCursor: null, total: 0 };
  const { limit, cursor } = query;
  const matching = sql`FROM "Project" p WHERE ${conditionsOf(viewer.orgId, query)}`;
  const after =
    cursor === undefined ? noSql : sql`AND p."name" COLLATE "C" > ${decodeCursor(cursor, cursorSchema)[0]}`;
  const [rows, [sum]] = await Promise.all([
    db().$queryRaw<ProjectRow[]>(sql`
      WITH page AS MATERIALIZED (SELECT p.* ${matching} ${after} ORDER BY p."name" COLLATE "C" LIMIT ${limit + 1}) ${counted}`),
    db().$queryRaw<{ total: number }[]>(sql`SELECT count(*)::int AS total ${matching}`),
  ]);
  const items = rows.slice(0, limit).map((row) => toView(viewer, row));
  const last = items.at(-1);
  return {
    items,
    nextCursor: last && rows.length > limit ? encodeCursor([last.name]) : null,
    total: sum?.total ?? 0,
  };
}

/** One project, with what is in it. @throws Problem "project_unknown" */
export async function getProject(viewer: Viewer, name: string): Promise<ProjectView> {
  const { id } = await requireProject(viewer, name);
  const [row] = await db().$queryRaw<ProjectRow[]>(
    sql`WITH page AS MATERIALIZED (SELECT p.* FROM "Project" p WHERE p."id" = ${id}) ${counted}`,
  );
  // It was there a moment ago; whoever deleted it since was faster.
  if (!row) throw new Problem("project_unknown", { detail: name });
  return toView(viewer, row);
}

/** Names of the projects that the viewer may make something in, for the form of a new artifact. */
export async function listProjectsToCreateIn(viewer: Viewer): Promise<string[]> {
  const rows = await db().project.findMany({
    where: { orgId: viewer.orgId, archivedAt: null },
    select: { name: true },
    orderBy: { name: "asc" },
    take: 1000,
  });
  return rows.map(({ name }) => name).filter((name) => mayCreateIn(viewer, name));
}
