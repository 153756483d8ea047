import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import type { RenderJobView } from "#lib/engine/schema.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { findFacts } from "./find-artifact.ts";
import { requireDraftSeen } from "./policy.ts";
import { renderJobColumns, toRenderJobView } from "./render-job-row.ts";

/**
 * How far a render in the large lane is, and what it printed once it is done. Whoever may read the draft may read it.
 * @throws Problem "render_unknown", a day after it was asked for at the latest; "artifact_unknown", "sign_in_required", "read_only_source"
 */
export async function getRenderJob(viewer: Viewer, ref: ArtifactRef, id: string): Promise<RenderJobView> {
  const facts = requireDraftSeen(viewer, await findFacts(viewer, ref));
  const row = await db().renderJob.findUnique({
    where: { id, orgId: facts.orgId, artifactId: facts.id },
    select: renderJobColumns,
  });
  if (!row) throw new Problem("render_unknown", { hint: "Ask for it again: renders are kept for a day." });
  return toRenderJobView(row);
}
