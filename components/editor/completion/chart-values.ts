import { type ChartFolder, chartAround, chartsUnder } from "./chart-tree.ts";
import { descriptionsUnder, readSchema } from "./json-schema.ts";
import type { TreeFacts } from "./tree-facts.ts";
import type { ValueNode } from "./values-tree.ts";

/** A value that a template may read, and where it is written. */
export type KnownValue = {
  readonly key: string;
  readonly type: string;
  readonly description: string;
  /** Where it is set, the file that counts first. A key that only the schema names is set nowhere. */
  readonly places: readonly {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly shown: string;
    readonly comment: string;
  }[];
};

export type ValueSource = { readonly chart: ChartFolder; readonly path: readonly string[] };

/** The keys under a path of a chart's `.Values`, of its own, of charts around it and of its subcharts. */
export function valuesUnder(facts: TreeFacts, chart: ChartFolder, path: readonly string[]): KnownValue[] {
  const found = new Map<string, KnownValue>();
  for (const source of sourcesOf(facts, chart, path)) {
    const file = `${source.chart.folder}values.yaml`;
    for (const child of nodeAt(facts.values(file), source.path)?.children ?? []) {
      if (child.key !== "*") addPlace(found, child, file);
    }
    for (const [key, { type, description }] of descriptionsUnder(
      schemaOf(facts, source.chart),
      source.path,
    )) {
      const known = found.get(key);
      found.set(key, { key, type: known?.type ?? type, description, places: known?.places ?? [] });
    }
  }
  if (path.length === 0) addSubcharts(facts, chart, found);
  return [...found.values()];
}

export function valueAt(facts: TreeFacts, chart: ChartFolder, path: readonly string[]): KnownValue | null {
  const key = path.at(-1);
  return valuesUnder(facts, chart, path.slice(0, -1)).find((value) => value.key === key) ?? null;
}

function addPlace(found: Map<string, KnownValue>, node: ValueNode, path: string): void {
  const known = found.get(node.key);
  const place = { path, line: node.line, column: node.column, shown: node.shown, comment: node.comment };
  found.set(node.key, {
    key: node.key,
    type: known?.type ?? node.type,
    description: known?.description ?? "",
    places: [...(known?.places ?? []), place],
  });
}

function addSubcharts(facts: TreeFacts, chart: ChartFolder, found: Map<string, KnownValue>): void {
  for (const subchart of chartsUnder(facts.chartFolders(), chart)) {
    for (const key of subchart.keys) {
      const description = `Values of the subchart ${subchart.metadata.name}.`;
      const known = found.get(key);
      found.set(key, { key, type: "map", description, places: known?.places ?? [] });
    }
  }
  if (!found.has("global")) {
    const description = "What a chart and all of its subcharts share.";
    found.set("global", { key: "global", type: "map", description, places: [] });
  }
}

/**
 * The files where a path may be set, in the order in which they count: charts around a subchart win over it, and a chart
 * over its subcharts.
 */
export function sourcesOf(facts: TreeFacts, chart: ChartFolder, path: readonly string[]): ValueSource[] {
  const charts = facts.chartFolders();
  const around = chartAround(charts, chart);
  const outer = around ? outerSources(facts, around, chart, path) : [];
  return [...outer, { chart, path }, ...innerSources(facts, chart, path)];
}

function outerSources(
  facts: TreeFacts,
  around: ChartFolder,
  chart: ChartFolder,
  path: readonly string[],
): ValueSource[] {
  const further = chartAround(facts.chartFolders(), around);
  const paths = path[0] === "global" ? [path] : chart.keys.map((key) => [key, ...path]);
  return paths.flatMap((outer) => [
    ...(further ? outerSources(facts, further, around, outer) : []),
    { chart: around, path: outer },
  ]);
}

function innerSources(facts: TreeFacts, chart: ChartFolder, path: readonly string[]): ValueSource[] {
  const [first, ...rest] = path;
  return chartsUnder(facts.chartFolders(), chart).flatMap((subchart) => {
    const inner = first === "global" ? path : rest;
    if (first !== "global" && !subchart.keys.includes(first ?? "")) return [];
    return [{ chart: subchart, path: inner }, ...innerSources(facts, subchart, inner)];
  });
}

/** @param path `*` stands for any item of a list, or any key of a map */
function nodeAt(node: ValueNode, path: readonly string[]): ValueNode | null {
  const [key, ...rest] = path;
  if (key === undefined) return node;
  const child = node.children.find((one) => one.key === key) ?? (key === "*" ? node.children[0] : undefined);
  return child ? nodeAt(child, rest) : null;
}

export const schemaOf = (facts: TreeFacts, chart: ChartFolder) =>
  facts.once("schema", `${chart.folder}values.schema.json`, readSchema);
