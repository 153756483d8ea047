import { checkArtifact } from "#lib/engine/check-artifact.ts";
import { renderFiles } from "#lib/engine/render.ts";
import type { RenderOutcome } from "#lib/engine/types.ts";
import { processWide } from "#lib/env/process-wide.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { semverOf } from "#lib/ids/version-tag.ts";
import { Problem } from "#lib/problems/problem.ts";
import { toTree } from "./engine-input.ts";
import { contentKeyOf } from "./seal-version.ts";
import { readChartField, withChartField } from "./set-chart-field.ts";
import type { FileContent, Found } from "./types.ts";

type Checked = Found & {
  /** PUB-8: why they cannot be published; null where they can. */
  refusal: Problem | null;
};

/**
 * PUB-8: a base builds. A limit that was reached, or an engine that broke, says nothing about the base: that is a finding
 * to acknowledge (ENG-34). Charts may need values to render, and a bundle has its own gate.
 * @returns kustomize's own error as a refusal
 */
function refusalOf(kind: ArtifactKind, render: RenderOutcome): Problem | null {
  if (kind !== "kustomize-base" || render.kind === "rendered") return null;
  const { cause, message, path, line } = render.failure;
  if (cause === "limit" || cause === "crash") return null;
  return new Problem("base_invalid", {
    detail: `kustomize build says: ${message}`,
    hint: "Mend it until kustomize build succeeds.",
    facts: { file: path, line },
  });
}

/**
 * Helm refuses to load a chart whose version is no SemVer, and would find nothing else: whoever publishes one on purpose
 * (PUB-6) is told about the rest of it, under a version that Helm takes. What is published is not this.
 */
function asHelmLoads(kind: ArtifactKind, files: readonly FileContent[]): readonly FileContent[] {
  const version = kind === "chart" ? readChartField(files, "version") : null;
  if (!version || semverOf(version)) return files;
  return withChartField([...files], "version", "0.0.0") ?? files;
}

/** Checks of the last few contents: a review, the question about findings and the publication look at the same files. */
const MAX_KEPT = 32;
const kept = () => processWide("catalog.checks", () => new Map<string, Checked>());

function keep(key: string, checked: Checked): void {
  const all = kept();
  all.set(key, checked);
  const [oldest] = all.keys();
  if (all.size > MAX_KEPT && oldest !== undefined) all.delete(oldest);
}

/**
 * Renders, lints and checks what a package will hold, in a fresh instance (ENG-32), with default values and with each of a chart's own samples.
 * @param signal ends it
 * @throws Problem "engine_busy"
 */
export async function checkBuild(
  kind: ArtifactKind,
  files: readonly FileContent[],
  signal?: AbortSignal,
): Promise<Checked> {
  const key = `${kind} ${contentKeyOf(files)}`;
  const known = kept().get(key);
  if (known) return known;
  const { render, findings } = await checkArtifact(
    { kind, files: toTree(asHelmLoads(kind, files)), withSamples: true },
    signal ? { signal } : {},
  );
  const engine = render.engine ? `${render.engine.name} ${render.engine.version}` : "";
  const checked = { findings, engine, refusal: refusalOf(kind, render) };
  // A limit depends on what else the machine had to do.
  const isVerdict = render.kind === "rendered" || !["limit", "crash"].includes(render.failure.cause);
  if (isVerdict) keep(key, checked);
  return checked;
}

/** The same gate for a push, whose findings a job looks for. @throws Problem "base_invalid", "engine_busy" */
export async function refuseBrokenBuild(kind: ArtifactKind, files: readonly FileContent[]): Promise<void> {
  if (kind !== "kustomize-base") return;
  const refusal = refusalOf(kind, await renderFiles({ kind, files: toTree(files) }, { isFresh: true }));
  if (refusal) throw refusal;
}
