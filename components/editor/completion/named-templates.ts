import { code, plainText } from "./show-markdown.ts";
import type { FilePlace } from "./suggestion.ts";
import type { TemplateCall, TemplateDefinition } from "./template-facts.ts";
import type { DataPath } from "./template-scope.ts";
import type { TreeFacts } from "./tree-facts.ts";

export type FoundDefinition = { readonly path: string; readonly definition: TemplateDefinition };
export type FoundCall = { readonly path: string; readonly call: TemplateCall };

/** All named templates of the tree, subcharts included: their names are global. */
export function definitionsOf(facts: TreeFacts): FoundDefinition[] {
  return facts
    .templatePaths()
    .flatMap((path) => facts.template(path).definitions.map((definition) => ({ path, definition })));
}

export function callsOf(facts: TreeFacts, name: string): FoundCall[] {
  return facts
    .templatePaths()
    .flatMap((path) => facts.template(path).calls.map((call) => ({ path, call })))
    .filter(({ call }) => call.name === name);
}

/** What the dot of a named template is: the whole data where anyone hands that over, or nobody calls it. */
export function dotOfTemplate(facts: TreeFacts, name: string): DataPath {
  const data = callsOf(facts, name).map(({ call }) => call.data);
  const [first] = data;
  if (first === undefined || data.some((path) => path?.length === 0)) return [];
  const isAgreed = data.every((path) => path !== null && path.join(".") === first?.join("."));
  return isAgreed ? first : null;
}

const MOST_LINES = 14;

/** A named template, to read: where it is, its comment, and its text. */
export function showTemplate(facts: TreeFacts, found: FoundDefinition): string {
  const { path, definition } = found;
  const lines = (facts.textOf(path) ?? "").slice(definition.start, definition.end).split("\n");
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), "…"] : lines;
  const place = placeIn(facts, path, definition.start, definition.end);
  return [
    plainText(definition.comment),
    code(shown.join("\n"), "chartroom-template"),
    `${path}:${place.line}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** Turns offsets into lines and columns. */
export function placeIn(facts: TreeFacts, path: string, start: number, end: number): FilePlace {
  const text = facts.textOf(path) ?? "";
  const from = lineAndColumn(text, start);
  const to = lineAndColumn(text, end);
  return { path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}
