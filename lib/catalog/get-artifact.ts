import type { Viewer } from "#lib/auth/types.ts";
import { db, sql } from "#lib/db/database.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { type ArtifactRow, artifactColumns, toArtifactView } from "./artifact-row.ts";
import type { ArtifactView } from "./schema.ts";
import { visibleTo } from "./visible-to.ts";

/** One artifact (API-1). @throws Problem "artifact_unknown", alike for one that is hidden and one that is missing */
export async function getArtifact(viewer: Viewer, ref: ArtifactRef): Promise<ArtifactView> {
  const [row] = await db().$queryRaw<ArtifactRow[]>(sql`
    SELECT ${artifactColumns(viewer)} FROM "Artifact" a
    WHERE ${visibleTo(viewer)} AND a."kind" = ${ref.kind} AND a."project" = ${ref.project ?? ""}
      AND a."name" = ${ref.name}`);
  if (!row) throw new Problem("artifact_unknown");
  return toArtifactView(viewer, row);
}
