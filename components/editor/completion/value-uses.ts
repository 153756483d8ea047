import { type ChartFolder, chartOf } from "./chart-tree.ts";
import { sourcesOf } from "./chart-values.ts";
import { placeIn } from "./named-templates.ts";
import type { FilePlace } from "./suggestion.ts";
import type { TreeFacts } from "./tree-facts.ts";

export type ValueUse = FilePlace & {
  /** The key itself, something in it, or something it is in, which is read as a whole. */
  readonly reads: "key" | "part" | "whole";
};

/**
 * Where templates read a key of a chart's values.yaml, in its own templates and, under a subchart's name, in the
 * subchart's.
 */
export function usesOfValue(facts: TreeFacts, chart: ChartFolder, path: readonly string[]): ValueUse[] {
  return facts.templatePaths().flatMap((file) => {
    const owner = chartOf(facts.chartFolders(), file);
    if (!owner) return [];
    return facts.template(file).uses.flatMap((use) => {
      if (use.path[0] !== "Values") return [];
      const reads = readsOf(facts, owner, use.path.slice(1), chart, path);
      return reads ? [{ ...placeIn(facts, file, use.start, use.end), reads }] : [];
    });
  });
}

function readsOf(
  facts: TreeFacts,
  owner: ChartFolder,
  read: readonly string[],
  chart: ChartFolder,
  path: readonly string[],
): ValueUse["reads"] | null {
  for (const source of sourcesOf(facts, owner, read)) {
    if (source.chart !== chart) continue;
    const shared = Math.min(source.path.length, path.length);
    const isSame = path
      .slice(0, shared)
      .every((key, at) => key === source.path[at] || source.path[at] === "*");
    if (!isSame) continue;
    if (source.path.length === path.length) return "key";
    return source.path.length > path.length ? "part" : "whole";
  }
  return null;
}
