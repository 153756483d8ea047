import { z } from "zod";
import type { Viewer } from "#lib/auth/types.ts";
import { type Sql, sql } from "#lib/db/database.ts";
import { artifactKindSchema } from "#lib/ids/name-schemas.ts";
import { permissionsOf } from "./policy.ts";
import { type ArtifactView, lifecycleStateSchema } from "./schema.ts";
import { changedAtFor, visibleTo } from "./visible-to.ts";

/** Ticks of a list row: what a year shows. */
const MAX_RECENT = 60;

const labelsSchema = z.record(z.string(), z.string());
const recentSchema = z.array(
  z.object({ version: z.string(), publishedAt: z.number(), lifecycle: lifecycleStateSchema }),
);
const forkSchema = z.object({ project: z.string(), name: z.string() });

/** What an artifact's view is made of; read by `artifactColumns`. */
export type ArtifactRow = {
  id: string;
  orgId: string;
  kind: string;
  project: string;
  name: string;
  description: string;
  icon: string | null;
  labels: unknown;
  visibility: string;
  sourceType: string;
  archivedAt: Date | null;
  latestTag: string | null;
  lifecycle: string;
  versionCount: number;
  lastPublishedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  forkedFromTag: string | null;
  /** The origin's name, where the viewer may see it. */
  origin: unknown;
  recent: unknown;
  unpublished: boolean;
};

/**
 * Columns of "Artifact" a, with what hangs on each: three look-ups by index a row, in the one query of the page.
 * Positions and times of publication rise together, so the newest are cut off first and then looked at for their age.
 */
export function artifactColumns(viewer: Viewer): Sql {
  return sql`a."id", a."orgId", a."kind", a."project", a."name", a."description", a."icon", a."labels", a."visibility",
    a."sourceType", a."archivedAt", a."latestTag", a."lifecycle", a."versionCount", a."lastPublishedAt", a."createdAt",
    ${changedAtFor(viewer)} AS "updatedAt", a."forkedFromTag",
    CASE WHEN a."forkedFromId" IS NULL THEN NULL ELSE (
      SELECT jsonb_build_object('project', o."project", 'name', o."name")
      FROM (SELECT * FROM "Artifact" a WHERE ${visibleTo(viewer)}) o WHERE o."id" = a."forkedFromId"
    ) END AS "origin",
    (SELECT coalesce(
        jsonb_agg(jsonb_build_object('version', t."tag", 'lifecycle', t."lifecycle",
          'publishedAt', floor(extract(epoch FROM t."publishedAt") * 1000)) ORDER BY t."position"), '[]'::jsonb)
      FROM (
        SELECT v."tag", v."publishedAt", v."position", coalesce(m."state", 'active') AS "lifecycle"
        FROM "Version" v LEFT JOIN "VersionMark" m ON m."versionId" = v."id"
        WHERE v."artifactId" = a."id" ORDER BY v."position" DESC LIMIT ${MAX_RECENT}
      ) t
      WHERE t."publishedAt" > now() - interval '12 months'
    ) AS "recent",
    EXISTS (
      SELECT 1 FROM "Draft" d WHERE d."artifactId" = a."id" AND NOT EXISTS (
        SELECT 1 FROM "Version" v WHERE v."artifactId" = a."id" AND v."commitId" = d."headId"
      )
    ) AS "unpublished"`;
}

function forkedFrom(row: ArtifactRow): ArtifactView["forkedFrom"] {
  const origin = forkSchema.safeParse(row.origin);
  if (!origin.success || row.forkedFromTag === null) return null;
  return { project: origin.data.project || null, name: origin.data.name, version: row.forkedFromTag };
}

/** A row as people and scripts see it, with what this viewer may do. */
export function toArtifactView(viewer: Viewer, row: ArtifactRow): ArtifactView {
  const kind = artifactKindSchema.parse(row.kind);
  const facts = { ...row, kind, archived: row.archivedAt !== null };
  return {
    kind,
    org: viewer.orgSlug,
    project: row.project || null,
    name: row.name,
    description: row.description,
    icon: row.icon,
    labels: labelsSchema.parse(row.labels),
    visibility: row.visibility === "public" ? "public" : "private",
    source: { type: "git" },
    archived: facts.archived,
    latest: row.latestTag,
    lifecycle: lifecycleStateSchema.parse(row.lifecycle),
    versionCount: row.versionCount,
    lastPublishedAt: row.lastPublishedAt?.toISOString() ?? null,
    recent: recentSchema.parse(row.recent).map(({ publishedAt, ...one }) => ({
      ...one,
      publishedAt: new Date(publishedAt).toISOString(),
    })),
    // A draft is the organization's own affair: strangers are not told that there is one.
    unpublished: viewer.role !== null && row.unpublished,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    forkedFrom: forkedFrom(row),
    problem: null,
    permissions: permissionsOf(viewer, facts),
  };
}
