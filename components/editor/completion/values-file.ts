import { type ChartFolder, chartOf } from "./chart-tree.ts";
import { type KnownValue, schemaOf, valuesUnder } from "./chart-values.ts";
import { completeYaml } from "./complete-yaml.ts";
import { descriptionsUnder } from "./json-schema.ts";
import { plainText, showValue } from "./show-markdown.ts";
import { type FilePlace, type HoverText, hole, type Suggestion, suggest } from "./suggestion.ts";
import type { TreeFacts } from "./tree-facts.ts";
import { usesOfValue, type ValueUse } from "./value-uses.ts";
import type { YamlPlace } from "./yaml-place.ts";

/** The chart whose values a file holds: its values.yaml, or sample values under `ci/`. */
export function chartOfValues(facts: TreeFacts, path: string): ChartFolder | null {
  const chart = chartOf(facts.chartFolders(), path);
  if (!chart) return null;
  const name = path.slice(chart.folder.length);
  return /^(?:values[\w.-]*|ci\/[^/]+)\.ya?ml$/.test(name) ? chart : null;
}

/** Keys by the chart's schema, and keys that its subcharts, or values.yaml itself, know. */
export function completeValues(facts: TreeFacts, chart: ChartFolder, place: YamlPlace): Suggestion[] {
  const schema = schemaOf(facts, chart);
  const bySchema = schema ? completeYaml(schema, place, "values.schema.json") : [];
  if (place.kind === "value") return bySchema;
  const named = new Set([...bySchema.map(({ label }) => label), ...place.beside]);
  const known = valuesUnder(facts, chart, place.path).filter(({ key }) => !named.has(key));
  return [...bySchema, ...known.map((value) => keyOf(value, place))];
}

function keyOf(value: KnownValue, place: YamlPlace): Suggestion {
  const [first] = value.places;
  const isBlock = value.type === "map" || value.type === "list";
  const shown = first && !isBlock && !first.shown.includes("\n") ? first.shown : "";
  return suggest({
    label: value.key,
    kind: "field",
    start: place.start,
    end: place.end,
    rank: 4,
    detail: value.type,
    documentation: showValue(["Values", ...place.path, value.key], value),
    insert: isBlock
      ? `${value.key}:\n  $0`
      : `${value.key}: ${shown === "" ? "$0" : hole(1, escaped(shown))}`,
    isSnippet: true,
  });
}

const escaped = (text: string) => text.replace(/[\\$}]/g, "\\$&");

const MOST_USES = 12;

/** What a key of a values file is, and where templates read it. */
export function hoverValue(
  facts: TreeFacts,
  chart: ChartFolder,
  path: readonly string[],
  span: { readonly start: number; readonly end: number },
): HoverText | null {
  const key = path.at(-1);
  if (key === undefined) return null;
  const described = descriptionsUnder(schemaOf(facts, chart), path.slice(0, -1)).get(key);
  const uses = usesOfValue(facts, chart, path);
  const parts = [
    `**.Values.${path.join(".").replaceAll(".*", "[]")}**${described?.type ? ` · ${described.type}` : ""}`,
    plainText(described?.description ?? ""),
    sayUses(uses),
  ];
  return { ...span, markdown: parts.filter(Boolean).join("\n\n") };
}

function sayUses(uses: readonly ValueUse[]): string {
  if (uses.length === 0) return "No template of the chart reads it by name.";
  const order = { key: 0, part: 1, whole: 2 };
  const sorted = uses.toSorted((a, b) => order[a.reads] - order[b.reads]);
  const lines = [...new Set(sorted.map((use) => `- ${use.path}:${use.line}${sayReads(use)}`))];
  const more = lines.length > MOST_USES ? [`- and ${lines.length - MOST_USES} more`] : [];
  return ["Used in", ...lines.slice(0, MOST_USES), ...more].join("\n");
}

const sayReads = ({ reads }: ValueUse) =>
  reads === "key" ? "" : reads === "part" ? ", a part of it" : ", with all around it";

/** Where templates read the key. */
export const referencesOfValue = (
  facts: TreeFacts,
  chart: ChartFolder,
  path: readonly string[],
): FilePlace[] => usesOfValue(facts, chart, path).filter(({ reads }) => reads !== "whole");
