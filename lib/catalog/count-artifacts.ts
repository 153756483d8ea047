import type { Viewer } from "#lib/auth/types.ts";
import { db, sql } from "#lib/db/database.ts";
import { ARTIFACT_KINDS, type ArtifactKind } from "#lib/ids/ids.ts";
import type { ArtifactFacets } from "./schema.ts";
import { visibleTo } from "./visible-to.ts";

/** How many artifacts of each kind this viewer sees; archived ones do not count. */
export async function countArtifacts(viewer: Viewer): Promise<Record<ArtifactKind, number>> {
  const rows = await db().$queryRaw<{ kind: string; count: number }[]>(sql`
    SELECT a."kind", count(*)::int AS count FROM "Artifact" a
    WHERE ${visibleTo(viewer)} AND a."archivedAt" IS NULL GROUP BY a."kind"`);
  const counts = new Map(rows.map((row) => [row.kind, row.count]));
  const [chart, base, bundle] = ARTIFACT_KINDS.map((kind) => counts.get(kind) ?? 0);
  return { chart: chart ?? 0, "kustomize-base": base ?? 0, "manifest-bundle": bundle ?? 0 };
}

/** What a list can be narrowed by, with counts, of what this viewer sees and is not archived (CAT-5). Most frequent first. */
export async function listFacets(viewer: Viewer, kind: ArtifactKind): Promise<ArtifactFacets> {
  const rows = await db().$queryRaw<{ facet: keyof ArtifactFacets; value: string; count: number }[]>(sql`
    WITH seen AS (SELECT a.* FROM "Artifact" a
      WHERE ${visibleTo(viewer)} AND a."kind" = ${kind} AND a."archivedAt" IS NULL)
    SELECT 'projects' AS facet, "project" AS value, count(*)::int AS count FROM seen WHERE "project" <> '' GROUP BY 2
    UNION ALL SELECT 'sources', "sourceType", count(*)::int FROM seen GROUP BY 2
    UNION ALL SELECT 'visibilities', "visibility", count(*)::int FROM seen GROUP BY 2
    UNION ALL SELECT 'lifecycles', "lifecycle", count(*)::int FROM seen WHERE "lifecycle" <> 'active' GROUP BY 2
    UNION ALL SELECT 'labels', l.key || '=' || l.value, count(*)::int FROM seen, jsonb_each_text("labels") l GROUP BY 2
    ORDER BY count DESC, value`);
  const facets: ArtifactFacets = { projects: [], sources: [], visibilities: [], lifecycles: [], labels: [] };
  for (const { facet, value, count } of rows) facets[facet].push({ value, count });
  return facets;
}
