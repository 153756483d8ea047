import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { checkArtifact } from "#lib/engine/check-artifact.ts";
import type { RenderedView } from "#lib/engine/schema.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import type { RenderDraftInput } from "./draft-schema.ts";
import { findFacts } from "./find-artifact.ts";
import { readHead } from "./move-draft.ts";
import { requireDraftSeen } from "./policy.ts";
import { toRenderInput } from "./render-request.ts";
import { refuseLimit, toRenderedView } from "./render-view.ts";

/**
 * Renders the draft, or what is about to be saved, and says what there is to find about it (API-10). Whoever may read the
 * draft may render it: nothing is written. A template that fails is an answer.
 * @throws Problem "artifact_unknown", "sign_in_required", "read_only_source", "input_invalid", "too_large", "render_limit", "engine_busy"
 */
export async function renderDraft(
  viewer: Viewer,
  ref: ArtifactRef,
  input: RenderDraftInput,
): Promise<RenderedView> {
  const facts = requireDraftSeen(viewer, await findFacts(viewer, ref));
  const commit = await readHead(db(), facts);
  const asked = await toRenderInput(facts, { commit, input });
  const { render, findings } = await checkArtifact(asked, { person: viewer.actor.id });
  refuseLimit(render);
  return toRenderedView(render, findings);
}
