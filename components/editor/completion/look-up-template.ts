import { chartOf } from "./chart-tree.ts";
import { valueAt } from "./chart-values.ts";
import { chartLine } from "./complete-chain.ts";
import { scopeIn } from "./complete-template.ts";
import { functionDocs } from "./function-docs.ts";
import { keywordDocs } from "./keyword-docs.ts";
import { callsOf, definitionsOf, placeIn, showTemplate } from "./named-templates.ts";
import { objectAt } from "./object-docs.ts";
import { code, type FunctionSignatures, showFunction, showValue } from "./show-markdown.ts";
import type { FilePlace, HoverText } from "./suggestion.ts";
import { type TemplatePlace, templatePlaceAt } from "./template-place.ts";
import { resolveChain } from "./template-scope.ts";
import type { TreeFacts } from "./tree-facts.ts";
import { usesOfValue } from "./value-uses.ts";

/** What is said of the word under the pointer. */
export function hoverTemplate(
  facts: TreeFacts,
  path: string,
  offset: number,
  signatures: FunctionSignatures,
): HoverText | null {
  const place = placeUnder(facts, path, offset);
  switch (place.kind) {
    case "word":
      return hoverWord(wordOf(facts, path, place), place, signatures);
    case "name": {
      const found = definitionNamed(facts, wordOf(facts, path, place));
      return found ? { start: place.start, end: place.end, markdown: showTemplate(facts, found) } : null;
    }
    case "chain":
      return hoverChain(facts, path, place);
    default:
      return null;
  }
}

/** What stands under the pointer: it counts to the character before it, else to the one behind it. */
function placeUnder(facts: TreeFacts, path: string, offset: number): TemplatePlace {
  const { actions } = facts.template(path);
  const before = templatePlaceAt(actions, offset);
  const isEmpty = before.kind === "none" || before.start === before.end;
  return isEmpty ? templatePlaceAt(actions, offset + 1) : before;
}

const wordOf = (facts: TreeFacts, path: string, { start, end }: { start: number; end: number }) =>
  (facts.textOf(path) ?? "").slice(start, end);

function hoverWord(
  word: string,
  { start, end }: { readonly start: number; readonly end: number },
  signatures: FunctionSignatures,
): HoverText | null {
  const keyword = Object.hasOwn(keywordDocs, word) ? keywordDocs[word] : undefined;
  if (keyword) return { start, end, markdown: `${code(keyword.takes, "go-signature")}\n\n${keyword.text}` };
  return functionDocs.has(word) ? { start, end, markdown: showFunction(word, signatures) } : null;
}

type ChainPlace = Extract<TemplatePlace, { kind: "chain" }>;

/** The data path of the part of a chain under the pointer. */
function dataOf(facts: TreeFacts, path: string, place: ChainPlace): readonly string[] | null {
  const typed = place.token.text.slice(0, place.end - place.token.start);
  return resolveChain(typed, scopeIn(facts, path, place.action));
}

function hoverChain(facts: TreeFacts, path: string, place: ChainPlace): HoverText | null {
  const data = dataOf(facts, path, place);
  const chart = chartOf(facts.chartFolders(), path);
  if (!data || !chart || data.length === 0) return null;
  const { start, end } = place;
  const value = data[0] === "Values" ? valueAt(facts, chart, data.slice(1)) : null;
  if (value && data.length > 1) return { start, end, markdown: showValue(data, value) };
  const doc = objectAt(data);
  if (!doc) return null;
  const parts = [`**.${data.join(".")}** · ${doc.type}`, doc.text, chartLine(facts, chart, data)];
  return { start, end, markdown: parts.filter(Boolean).join("\n\n") };
}

/** Where the thing under the cursor is defined: a named template, a value, a file of `.Files`. */
export function definitionInTemplate(facts: TreeFacts, path: string, offset: number): FilePlace[] {
  const place = placeUnder(facts, path, offset);
  if (place.kind === "name") return definitionPlaces(facts, wordOf(facts, path, place));
  const chart = chartOf(facts.chartFolders(), path);
  if (!chart) return [];
  if (place.kind === "file") {
    const file = `${chart.folder}${wordOf(facts, path, place)}`;
    return facts.textOf(file) === null ? [] : [placeIn(facts, file, 0, 0)];
  }
  const data = place.kind === "chain" ? dataOf(facts, path, place) : null;
  if (data?.[0] === "Chart") return chartPlace(facts, chart.folder, data[1] ?? "");
  if (data?.[0] !== "Values" || data.length < 2) return [];
  return (valueAt(facts, chart, data.slice(1))?.places ?? []).map(({ path: file, line, column }) => ({
    path: file,
    line,
    column,
    endLine: line,
    endColumn: column + (data.at(-1)?.length ?? 0),
  }));
}

function chartPlace(facts: TreeFacts, folder: string, field: string): FilePlace[] {
  const path = `${folder}Chart.yaml`;
  const nodes = facts.values(path).children;
  const node = nodes.find(({ key }) => key.toLowerCase() === field.toLowerCase());
  if (!node) return [];
  const { line, column, key } = node;
  return [{ path, line, column, endLine: line, endColumn: column + key.length }];
}

const definitionNamed = (facts: TreeFacts, name: string) =>
  definitionsOf(facts).findLast(({ definition }) => definition.name === name);

function definitionPlaces(facts: TreeFacts, name: string): FilePlace[] {
  return definitionsOf(facts)
    .filter(({ definition }) => definition.name === name)
    .map(({ path, definition }) => placeIn(facts, path, definition.nameStart, definition.nameEnd));
}

/** Everywhere the named template or the value under the cursor is used. */
export function referencesInTemplate(facts: TreeFacts, path: string, offset: number): FilePlace[] {
  const place = placeUnder(facts, path, offset);
  if (place.kind === "name") {
    const name = wordOf(facts, path, place);
    const calls = callsOf(facts, name).map((found) =>
      placeIn(facts, found.path, found.call.start, found.call.end),
    );
    return [...definitionPlaces(facts, name), ...calls];
  }
  const chart = chartOf(facts.chartFolders(), path);
  const data = place.kind === "chain" ? dataOf(facts, path, place) : null;
  if (!chart || data?.[0] !== "Values" || data.length < 2) return [];
  return usesOfValue(facts, chart, data.slice(1)).filter(({ reads }) => reads !== "whole");
}
