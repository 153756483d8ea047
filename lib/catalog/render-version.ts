import type { Viewer } from "#lib/auth/types.ts";
import { checkArtifact } from "#lib/engine/check-artifact.ts";
import type { RenderedView } from "#lib/engine/schema.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { toTree } from "./engine-input.ts";
import { requirePackage } from "./list-version-files.ts";
import { openPackage } from "./open-package.ts";
import { refuseLimit, toRenderedView } from "./render-view.ts";

/**
 * The manifests of a version, as helm or kustomize prints them from its package (API-14).
 * @param values a values file of a chart's package, after its defaults; null: the defaults alone
 * @throws Problem "artifact_unknown", "version_unknown", "file_unknown", "render_limit", "engine_busy"
 */
export async function renderVersion(
  viewer: Viewer,
  ref: ArtifactRef,
  tag: string,
  values: string | null,
): Promise<RenderedView> {
  const version = await requirePackage(viewer, ref, tag);
  const files = await openPackage(ref.kind, version.packageDigest);
  if (values !== null && !files.has(values))
    throw new Problem("file_unknown", { detail: `${version.tag} has no file ${values.slice(0, 200)}.` });
  const options = values === null || ref.kind !== "chart" ? {} : { valueFiles: [values] };
  const { render, findings } = await checkArtifact(
    { kind: ref.kind, files: toTree([...files.values()]), options },
    // All who are not signed in share one place: rendering costs more than reading.
    { person: viewer.actor.id || "anonymous" },
  );
  refuseLimit(render);
  return toRenderedView(render, findings);
}
