import type { z } from "zod";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { checkArtifact } from "#lib/engine/check-artifact.ts";
import type { JobHandler } from "#lib/jobs/run-jobs.ts";
import { factsColumns, toFacts } from "./find-artifact.ts";
import type { forgetRenderJob, renderJob } from "./render-job.ts";
import { renderRequestSchema, toRenderInput } from "./render-request.ts";
import { toRenderedView } from "./render-view.ts";

type Told = z.output<typeof renderJob.payload>;

const isOpen = { state: { in: ["queued", "running"] } };

/** Renders what was asked for. Twice is harmless: the second one writes what it printed over what the first one did. */
async function runRender({ renderId }: Told, signal: AbortSignal): Promise<void> {
  const { count } = await db().renderJob.updateMany({
    where: { id: renderId, ...isOpen },
    data: { state: "running", startedAt: clock.now() },
  });
  if (count === 0) return; // Forgotten, or done by a try that could not say so any more.
  const { artifact, request } = await db().renderJob.findUniqueOrThrow({
    where: { id: renderId },
    select: { request: true, artifact: { select: factsColumns } },
  });
  const input = await toRenderInput(toFacts(artifact), renderRequestSchema.parse(request));
  const { render, findings } = await checkArtifact(input, { lane: "large", signal });
  const { output: _, ...result } = toRenderedView(render, findings);
  await db().renderJob.updateMany({
    where: { id: renderId },
    data: {
      state: "done",
      result,
      output: render.kind === "rendered" ? Buffer.from(render.output) : null,
      finishedAt: clock.now(),
    },
  });
}

async function giveUp({ renderId }: Told, reason: string): Promise<void> {
  await db().renderJob.updateMany({
    where: { id: renderId, ...isOpen },
    data: { state: "failed", error: reason, finishedAt: clock.now() },
  });
}

export const renderJobHandler: JobHandler<typeof renderJob.payload> = { run: runRender, giveUp };

export const forgetRenderHandler: JobHandler<typeof forgetRenderJob.payload> = {
  run: async ({ renderId }) => void (await db().renderJob.deleteMany({ where: { id: renderId } })),
  giveUp: async () => {}, // Its row stays, and harms nobody.
};
