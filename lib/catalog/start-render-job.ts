import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db, type Json } from "#lib/db/database.ts";
import type { RenderJobView } from "#lib/engine/schema.ts";
import { type ArtifactRef, newId } from "#lib/ids/ids.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { RenderDraftInput } from "./draft-schema.ts";
import { findFacts } from "./find-artifact.ts";
import { readHead } from "./move-draft.ts";
import { requireDraftSeen } from "./policy.ts";
import { forgetRenderJob, renderJob } from "./render-job.ts";
import { renderJobColumns, toRenderJobView } from "./render-job-row.ts";
import { type RenderDraftRequest, toRenderInput } from "./render-request.ts";

const DAY_MS = 24 * 3600_000;

/**
 * Asks for a render in the large lane: with more time and memory, one at a time, as a job that people see (ENG-34).
 * @throws as renderDraft; "engine_busy" while another one of this person waits or runs
 */
export async function startRenderJob(
  viewer: Viewer,
  ref: ArtifactRef,
  input: RenderDraftInput,
): Promise<RenderJobView> {
  const facts = requireDraftSeen(viewer, await findFacts(viewer, ref));
  const request: RenderDraftRequest = { commit: await readHead(db(), facts), input };
  await toRenderInput(facts, request); // What no draft could hold is refused now, not by the job.
  const { orgId, actor } = viewer;
  return db().$transaction(async (tx) => {
    // Two at once from one person: the second waits here for the first, and then sees its row.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`render-job:${orgId}:${actor.id}`}, 0))`;
    const open = { orgId, createdById: actor.id, state: { in: ["queued", "running"] } };
    if (await tx.renderJob.findFirst({ where: open, select: { id: true } }))
      throw new Problem("engine_busy", { detail: "You have a large render in flight already." });
    const row = await tx.renderJob.create({
      data: {
        id: newId("rnd"),
        orgId,
        artifactId: facts.id,
        createdById: actor.id,
        request: request as Json, // It was parsed from JSON.
        createdAt: clock.now(),
      },
      select: renderJobColumns,
    });
    await enqueue(tx, renderJob, { renderId: row.id });
    await enqueue(tx, forgetRenderJob, { renderId: row.id }, { delayMs: DAY_MS });
    return toRenderJobView(row);
  });
}
