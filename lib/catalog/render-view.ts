import type { Finding, RenderedView } from "#lib/engine/schema.ts";
import type { RenderOutcome } from "#lib/engine/types.ts";
import { Problem } from "#lib/problems/problem.ts";

/** A render as people and scripts see it. Bytes that are no UTF-8 are shown as the sign for that. */
export function toRenderedView(render: RenderOutcome, findings: Finding[]): RenderedView {
  const { engine } = render;
  return {
    ok: render.kind === "rendered",
    output: render.kind === "rendered" ? new TextDecoder().decode(render.output) : null,
    failure: render.kind === "failed" ? render.failure : null,
    findings,
    engine: engine && { name: engine.name, version: engine.version },
  };
}

/** A limit is no answer of the templates: whoever asked decides about the large lane (API-10, ENG-34, NB-16). */
export function refuseLimit(render: RenderOutcome): void {
  if (render.kind === "rendered" || render.failure.cause !== "limit") return;
  throw new Problem("render_limit", {
    detail: render.failure.message,
    hint: "Render it as a job: POST …/draft/render-jobs has more time and memory.",
    facts: { limit: render.failure.limit },
  });
}
