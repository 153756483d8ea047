import { parse } from "yaml";
import { z } from "zod";

/** A chart of the tree, the artifact's own or one under `charts/`. */
export type ChartFolder = {
  /** With its slash at the end; empty for the artifact's own chart. */
  readonly folder: string;
  readonly metadata: ChartMetadata;
  /** The keys under which the chart's values stand in those of the chart around it: its alias, else its name. */
  readonly keys: readonly string[];
};

const dependencySchema = z.object({ name: z.string(), alias: z.string().optional() });
const metadataSchema = z
  .looseObject({ name: z.string().catch(""), dependencies: z.array(dependencySchema).catch([]) })
  .catch({ name: "", dependencies: [] });
export type ChartMetadata = z.output<typeof metadataSchema>;

/** Reads Chart.yaml as far as it can be read. */
export function readChartMetadata(text: string): ChartMetadata {
  try {
    return metadataSchema.parse(parse(text, { logLevel: "silent" }));
  } catch {
    return metadataSchema.parse(null);
  }
}

const CHART_FILE = /^((?:.*\/)?charts\/[^/]+\/|)Chart\.yaml$/;

/** Finds the charts of a tree, the artifact's own first. */
export function findCharts(
  paths: Iterable<string>,
  metadataOf: (path: string) => ChartMetadata,
): ChartFolder[] {
  const found = [...paths].flatMap((path) => {
    const folder = CHART_FILE.exec(path)?.[1];
    return folder === undefined ? [] : [{ folder, metadata: metadataOf(path) }];
  });
  const charts = found.toSorted((a, b) => a.folder.length - b.folder.length);
  return charts.map((chart) => {
    const around = aroundOf(charts, chart.folder);
    const named = around?.metadata.dependencies.filter(({ name }) => name === nameOf(chart)) ?? [];
    const keys = named.map(({ name, alias }) => alias ?? name);
    return { ...chart, keys: keys.length > 0 ? keys : [nameOf(chart)] };
  });
}

const nameOf = ({ folder, metadata }: Pick<ChartFolder, "folder" | "metadata">) =>
  metadata.name || (folder.split("/").at(-2) ?? "");

function aroundOf<Chart extends Pick<ChartFolder, "folder">>(
  charts: readonly Chart[],
  folder: string,
): Chart | undefined {
  const outer = /^(.*)charts\/[^/]+\/$/.exec(folder)?.[1];
  return outer === undefined ? undefined : charts.find((chart) => chart.folder === outer);
}

export const chartAround = (charts: readonly ChartFolder[], chart: ChartFolder) =>
  aroundOf(charts, chart.folder);

export const chartsUnder = (charts: readonly ChartFolder[], chart: ChartFolder) =>
  charts.filter((other) => aroundOf(charts, other.folder) === chart);

/** The chart that a file belongs to: the innermost folder that has a Chart.yaml. */
export const chartOf = (charts: readonly ChartFolder[], path: string) =>
  charts.filter(({ folder }) => path.startsWith(folder)).at(-1);
