import { renderFiles } from "#lib/engine/render.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import type { RenderedSide } from "./compare-rendered.ts";
import { toTree } from "./engine-input.ts";
import { toRenderedObjects } from "./rendered-objects.ts";
import { type ChangeSize, sizeOfChange, valueNamesOf } from "./size-of-change.ts";
import type { FileContent } from "./types.ts";

export const NOTHING_RENDERED: RenderedSide = { kind: "rendered", objects: [] };

/**
 * What default values give, with clock and randomness frozen: a certificate that is made anew each time is no change
 * (ENG-36). @throws Problem "engine_busy"
 */
export async function renderFrozen(kind: ArtifactKind, files: readonly FileContent[]): Promise<RenderedSide> {
  const render = await renderFiles({ kind, files: toTree(files), isFrozen: true });
  if (render.kind === "failed") return { kind: "failed", failure: render.failure };
  return { kind: "rendered", objects: toRenderedObjects(kind, render.output) };
}

type Side = { files: readonly FileContent[]; rendered: RenderedSide };

/** How large the step from one to the other is. */
export function changeBetween(before: Side, after: Side): ChangeSize {
  const withValues = ({ files, rendered }: Side) => ({ rendered, values: valueNamesOf(files) });
  return sizeOfChange(withValues(before), withValues(after));
}
