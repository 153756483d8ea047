import { type ChartFolder, chartOf, chartsUnder } from "./chart-tree.ts";
import { type KnownValue, valuesUnder } from "./chart-values.ts";
import { builtInObjects, objectAt } from "./object-docs.ts";
import { oneLine, showValue } from "./show-markdown.ts";
import { type Suggestion, suggest } from "./suggestion.ts";
import type { TemplatePlace } from "./template-place.ts";
import { type DataPath, resolveChain, type Scope } from "./template-scope.ts";
import type { TreeFacts } from "./tree-facts.ts";

type ChainPlace = Extract<TemplatePlace, { kind: "chain" }>;

/** What may follow a dot: keys of values, fields of objects; and ways out by `$` where the dot is not the whole data. */
export function completeChain(facts: TreeFacts, path: string, place: ChainPlace, scope: Scope): Suggestion[] {
  const { token, start, end } = place;
  if (token.text.startsWith("$") && !token.text.includes("."))
    return variablesAt(scope, token.start, token.end);
  const data = resolveChain(place.before, scope);
  const chart = chartOf(facts.chartFolders(), path);
  const fields = chart && data ? fieldsUnder(facts, chart, data, place) : [];
  const isBare = place.before === "" && token.start === start - 1;
  if (!isBare || scope.dot?.length === 0) return fields;
  return [...fields, ...waysOut(facts, chart, token.start, end)];
}

/** `$` and the variables that are set here. */
export function variablesAt(scope: Scope, start: number, end: number): Suggestion[] {
  const variables = [...scope.variables].map(([name, value]) =>
    suggest({ label: name, kind: "variable", start, end, rank: 2, detail: value ? sayPath(value) : "" }),
  );
  const root = suggest({
    label: "$",
    kind: "variable",
    start,
    end,
    rank: 3,
    detail: "the data the template was given",
    documentation:
      "What the dot was at the beginning of the template. Inside of `range` and `with` it leads back to `.Values` and `.Release`.",
  });
  return [...variables, root];
}

const sayPath = (path: DataPath) => (path ? `.${path.join(".").replaceAll(".*", "[…]")}` : "");

/** The built-in objects, by `$` where the dot is another one. */
export function objectsAt(scope: Scope, start: number, end: number): Suggestion[] {
  const prefix = scope.dot?.length === 0 ? "." : "$.";
  return Object.entries(builtInObjects).map(([name, doc]) =>
    suggest({
      label: `${prefix}${name}`,
      kind: "object",
      start,
      end,
      rank: name === "Values" || name === "Release" ? 1 : 3,
      detail: doc.type,
      documentation: doc.text,
      insert:
        name === "Subcharts" || name === "Values" || doc.fields ? `${prefix}${name}.` : `${prefix}${name}`,
      opens: "suggestions",
    }),
  );
}

function waysOut(facts: TreeFacts, chart: ChartFolder | undefined, start: number, end: number): Suggestion[] {
  const objects = Object.entries(builtInObjects).map(([name, doc]) =>
    suggest({
      label: `$.${name}`,
      kind: "object",
      start,
      end,
      rank: 7,
      filter: `.${name}`,
      detail: doc.type,
      documentation: doc.text,
      insert: `$.${name}`,
    }),
  );
  const values = chart ? valuesUnder(facts, chart, []) : [];
  const known = values.map((value) => ({
    ...valueSuggestion(["Values", value.key], value, start, end),
    label: `$.Values.${value.key}`,
    filter: `.${value.key}`,
    insert: `$.Values.${value.key}`,
    rank: 8,
  }));
  return [...objects, ...known];
}

function fieldsUnder(
  facts: TreeFacts,
  chart: ChartFolder,
  data: readonly string[],
  place: ChainPlace,
): Suggestion[] {
  const { start, end } = place;
  if (data.length === 0) {
    return Object.entries(builtInObjects).map(([name, doc]) =>
      suggest({
        label: name,
        kind: "object",
        start,
        end,
        rank: 3,
        detail: doc.type,
        documentation: doc.text,
      }),
    );
  }
  if (data[0] === "Values") return valuesAfter(facts, chart, data.slice(1), place);
  if (data[0] === "Subcharts") return subchartFields(facts, chart, data.slice(1), place);
  return Object.entries(objectAt(data)?.fields ?? {}).map(([name, doc]) =>
    suggest({
      label: name,
      kind: doc.type.includes("(") ? "function" : "field",
      start,
      end,
      detail: doc.type,
      documentation: [doc.text, chartLine(facts, chart, [...data, name])].filter(Boolean).join("\n\n"),
    }),
  );
}

/** What Chart.yaml of this chart says in a field; empty where it says nothing. */
export function chartLine(facts: TreeFacts, chart: ChartFolder, data: readonly string[]): string {
  const [object, field = ""] = data;
  if (object !== "Chart" || data.length !== 2) return "";
  const key = field === "APIVersion" ? "apiVersion" : `${field.charAt(0).toLowerCase()}${field.slice(1)}`;
  const node = facts.values(`${chart.folder}Chart.yaml`).children.find((child) => child.key === key);
  return node ? `Here: \`${oneLine(node.shown)}\`` : "Chart.yaml does not set it.";
}

function subchartFields(
  facts: TreeFacts,
  chart: ChartFolder,
  path: readonly string[],
  place: ChainPlace,
): Suggestion[] {
  const subcharts = chartsUnder(facts.chartFolders(), chart);
  const [name, ...rest] = path;
  const subchart = subcharts.find(({ keys }) => keys.includes(name ?? ""));
  if (name !== undefined) return subchart ? fieldsUnder(facts, subchart, rest, place) : [];
  const { start, end } = place;
  return subcharts.flatMap(({ keys }) =>
    keys.map((key) => suggest({ label: key, kind: "object", start, end, detail: "subchart" })),
  );
}

const PLAIN_KEY = /^[A-Za-z_]\w*$/;

function valuesAfter(
  facts: TreeFacts,
  chart: ChartFolder,
  path: readonly string[],
  place: ChainPlace,
): Suggestion[] {
  return valuesUnder(facts, chart, path).map((value) => {
    const full = ["Values", ...path, value.key];
    if (PLAIN_KEY.test(value.key)) return valueSuggestion(full, value, place.start, place.end);
    // A key that is no plain word cannot follow a dot.
    const indexed = `(index ${place.before} "${value.key}")`;
    const { start } = place.token;
    return {
      ...valueSuggestion(full, value, start, place.end),
      insert: indexed,
      filter: `${place.before}.${value.key}`,
    };
  });
}

function valueSuggestion(path: readonly string[], value: KnownValue, start: number, end: number): Suggestion {
  const [first] = value.places;
  const shown = first && value.type !== "map" && first.shown !== "" ? oneLine(first.shown) : value.type;
  return suggest({
    label: value.key,
    kind: "field",
    start,
    end,
    rank: 1,
    detail: shown,
    documentation: showValue(path, value),
  });
}
