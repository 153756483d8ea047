import type { Finding } from "../schema.ts";
import type { RenderOutcome } from "../types.ts";

/** What a chart came to with the values of a file of its own, such as `ci/small-values.yaml`. */
export type SampleRender = { readonly path: string; readonly render: RenderOutcome };

type FoundWith = { path: string; findings: readonly Finding[] };

/**
 * What is found with sample values only, each thing once, with the samples that show it. What the shown values show as
 * well is theirs.
 */
export function joinSampleFindings(shown: readonly Finding[], bySample: readonly FoundWith[]): Finding[] {
  const known = new Set(shown.map(keyOf));
  const joined = new Map<string, Finding>();
  for (const { path, findings } of bySample) {
    for (const finding of findings) {
      const key = keyOf(finding);
      if (known.has(key)) continue;
      const samples = joined.get(key)?.samples ?? [];
      // A line of an output that is not shown leads nowhere.
      const line = finding.isInOutput ? null : finding.line;
      joined.set(key, { ...finding, line, samples: samples.includes(path) ? samples : [...samples, path] });
    }
  }
  return [...joined.values()];
}

/** Other values print other lines, and other numbers of objects. */
function keyOf({ code, path, line, isInOutput, message, object }: Finding): string {
  const said = message.replace(/ \(\d+ objects\)\.$/, ".");
  return JSON.stringify([code, path, isInOutput ? null : line, said, object]);
}
