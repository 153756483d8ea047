import { newFinding } from "./findings/new-finding.ts";
import type { SampleRender } from "./findings/sample-findings.ts";
import { samplesOf } from "./findings/sample-values.ts";
import { type EngineHow, renderFiles } from "./render.ts";
import type { Finding } from "./schema.ts";
import type { RenderInput } from "./types.ts";

export type RenderedSamples = {
  samples: SampleRender[];
  /** Says which were left out, where time or size did not allow all. */
  leftOut: Finding[];
};

/** After so long, or so much output, no further sample is begun. */
const MOST_MS = 10_000;
const MOST_BYTES = 20 * 1024 ** 2;

/** Renders a chart once with each of its own sample values, one after the other. */
export async function renderSamples({ kind, files }: RenderInput, how: EngineHow): Promise<RenderedSamples> {
  const paths = kind === "chart" ? samplesOf(files.map(({ path }) => path)) : [];
  const startedAt = performance.now();
  const samples: SampleRender[] = [];
  let bytes = 0;
  for (const path of paths) {
    if (performance.now() - startedAt > MOST_MS || bytes > MOST_BYTES) break;
    const render = await renderFiles({ kind, files, options: { valueFiles: [path] } }, how);
    bytes += render.kind === "rendered" ? render.output.length : 0;
    samples.push({ path, render });
  }
  return { samples, leftOut: samples.length < paths.length ? [tellLeftOut(paths, samples.length)] : [] };
}

function tellLeftOut(paths: readonly string[], done: number): Finding {
  const count = paths.length - done;
  return newFinding({
    code: "not-checked",
    severity: "info",
    message: `${count} of ${paths.length} sample values were not rendered in time, from ${paths[done]} on.`,
  });
}
