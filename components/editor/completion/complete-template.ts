import { blockSnippets, blockWords } from "./block-snippets.ts";
import { completeChain, objectsAt, variablesAt } from "./complete-chain.ts";
import { functionDocs } from "./function-docs.ts";
import { readGoSignature } from "./go-signature.ts";
import { keywordDocs } from "./keyword-docs.ts";
import { definitionsOf, dotOfTemplate, showTemplate } from "./named-templates.ts";
import type { TemplateAction } from "./scan-template.ts";
import { type FunctionSignatures, showFunction } from "./show-markdown.ts";
import { hole, type Suggestion, suggest } from "./suggestion.ts";
import { templatePlaceAt } from "./template-place.ts";
import { type Scope, scopeAt } from "./template-scope.ts";
import type { TreeFacts } from "./tree-facts.ts";

/** What can stand at one place of a template (ENG-19). Empty outside of actions. */
export function completeTemplate(
  facts: TreeFacts,
  path: string,
  offset: number,
  signatures: FunctionSignatures,
): Suggestion[] {
  const { actions } = facts.template(path);
  const place = templatePlaceAt(actions, offset);
  switch (place.kind) {
    case "none":
      return [];
    case "chain":
      return completeChain(facts, path, place, scopeIn(facts, path, place.action));
    case "name":
      return templateNames(facts, place);
    case "file":
      return chartFiles(facts, path, place.start, place.end);
    case "word":
      return words(facts, path, offset, place, signatures);
  }
}

/** The scope in which an action's own words are read. */
export function scopeIn(facts: TreeFacts, path: string, action: TemplateAction): Scope {
  return scopeAt(facts.template(path).actions, action.start, (name) => dotOfTemplate(facts, name));
}

function words(
  facts: TreeFacts,
  path: string,
  offset: number,
  place: { readonly action: TemplateAction; readonly start: number; readonly end: number },
  signatures: FunctionSignatures,
): Suggestion[] {
  const { action, start, end } = place;
  const text = facts.textOf(path) ?? "";
  const scope = scopeIn(facts, path, action);
  const before = action.tokens.filter((token) => token.end <= start);
  const isFirst = before.length === 0;
  const functions = functionNames(signatures).map((name) => functionSuggestion(name, start, end, signatures));
  const isPiped = before.at(-1)?.kind === "pipe";
  if (isPiped) return functions;
  const data = [...objectsAt(scope, start, end), ...variablesAt(scope, start, end)];
  if (!isFirst) return [...data, ...functions];
  const isAlone = action.tokens.every((token) => token.start >= start && token.end <= end);
  return [
    ...blockWords(text, scope.blocks, start, end),
    ...keywords(start, end),
    ...(isAlone ? blockSnippets(text, action, offset) : []),
    ...data,
    ...functions,
  ];
}

function functionNames(signatures: FunctionSignatures): string[] {
  return [...new Set([...functionDocs.keys(), ...signatures.keys()])];
}

// Old names stay valid, but are not what one should begin to write.
const OLD = new Set([
  "date_in_zone",
  "date_modify",
  "must_date_modify",
  "trimall",
  "tuple",
  "biggest",
  "push",
  "mustPush",
]);
const COMMON = new Set([
  "include",
  "toYaml",
  "nindent",
  "quote",
  "default",
  "required",
  "tpl",
  "eq",
  "not",
  "and",
  "or",
  "printf",
]);

function functionSuggestion(
  name: string,
  start: number,
  end: number,
  signatures: FunctionSignatures,
): Suggestion {
  const takes = functionDocs.get(name)?.takes ?? [];
  const gives = readGoSignature(signatures.get(name) ?? "")?.gives ?? "";
  return suggest({
    label: name,
    kind: "function",
    start,
    end,
    rank: COMMON.has(name) ? 2 : OLD.has(name) ? 9 : 5,
    detail: `${takes.join(" ")}${gives ? ` → ${gives}` : ""}`,
    documentation: showFunction(name, signatures),
    ...(name === "include"
      ? { insert: `include "$1" ${hole(2, ".")}`, isSnippet: true, opens: "suggestions" as const }
      : {}),
  });
}

function keywords(start: number, end: number): Suggestion[] {
  return Object.entries(keywordDocs)
    .filter(([name]) => name !== "end" && name !== "else")
    .map(([label, doc]) =>
      suggest({ label, kind: "keyword", start, end, rank: 6, detail: doc.takes, documentation: doc.text }),
    );
}

function templateNames(
  facts: TreeFacts,
  { start, end, closing }: { readonly start: number; readonly end: number; readonly closing: string },
): Suggestion[] {
  return definitionsOf(facts).map((found) =>
    suggest({
      label: found.definition.name,
      kind: "template",
      start,
      end,
      insert: `${found.definition.name}${closing}`,
      detail: found.path,
      documentation: showTemplate(facts, found),
    }),
  );
}

function chartFiles(facts: TreeFacts, path: string, start: number, end: number): Suggestion[] {
  const folder =
    facts
      .chartFolders()
      .filter((chart) => path.startsWith(chart.folder))
      .at(-1)?.folder ?? "";
  const inside = facts.paths().filter((other) => other.startsWith(folder));
  return inside
    .map((other) => other.slice(folder.length))
    .filter((other) => !/^(?:templates|charts|crds)\//.test(other))
    .map((label) => suggest({ label, kind: "file", start, end }));
}
