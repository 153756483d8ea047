import { scanTemplate, type TemplateAction, type TemplateToken } from "./scan-template.ts";
import { type DataPath, nameOf, pathOf, resolveChain, type Scope, walkScopes } from "./template-scope.ts";

/** A named template where it is defined. Offsets count from 0 in its file. */
export type TemplateDefinition = {
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly start: number;
  readonly end: number;
  /** The comment action above it; empty without one. */
  readonly comment: string;
};

/** A call of a named template: `include`, `template`, or the `block` that also defines it. */
export type TemplateCall = {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** What it hands over, where that is a plain path. */
  readonly data: DataPath;
};

export type DataUse = { readonly path: readonly string[]; readonly start: number; readonly end: number };

/** What one template file says, whatever stands around it. */
export type TemplateFacts = {
  readonly actions: readonly TemplateAction[];
  readonly definitions: readonly TemplateDefinition[];
  readonly calls: readonly TemplateCall[];
  readonly uses: readonly DataUse[];
};

/** Reads a template file once. Named templates are taken to be called with all data, as nearly all are. */
export function readTemplateFacts(text: string): TemplateFacts {
  const actions = scanTemplate(text);
  const definitions: TemplateDefinition[] = [];
  const calls: TemplateCall[] = [];
  const uses: DataUse[] = [];
  const open: { readonly depth: number; readonly at: number }[] = [];
  let previous: TemplateAction | null = null;
  walkScopes(actions, (action, scope) => {
    const opened = definitionOf(action, previous, text);
    if (opened) {
      open.push({ depth: scope.blocks.length, at: definitions.length });
      definitions.push(opened);
    }
    const last = open.at(-1);
    if (last && isEnd(action) && scope.blocks.length === last.depth + 1) {
      open.pop();
      const definition = definitions[last.at];
      if (definition) definitions[last.at] = { ...definition, end: action.end };
    }
    calls.push(...callsOf(action, scope));
    uses.push(...usesOf(action, scope));
    previous = action;
    return true;
  });
  return { actions, definitions, calls, uses };
}

const isEnd = (action: TemplateAction) =>
  action.tokens[0]?.text === "end" && action.tokens[0].kind === "word";

function definitionOf(
  action: TemplateAction,
  previous: TemplateAction | null,
  text: string,
): TemplateDefinition | null {
  const [word, given] = action.tokens;
  if (word?.kind !== "word" || (word.text !== "define" && word.text !== "block")) return null;
  const name = nameOf(given);
  if (!given || !name) return null;
  const isAbove = previous?.isComment === true && text.slice(previous.end, action.start).trim() === "";
  const comment = isAbove && previous ? commentText(text.slice(previous.bodyStart, previous.bodyEnd)) : "";
  return {
    name,
    nameStart: given.start,
    nameEnd: given.end,
    start: action.start,
    end: action.end,
    comment,
  };
}

const commentText = (body: string) =>
  body
    .replace(/^-?\s*\/\*/, "")
    .replace(/\*\/\s*-?$/, "")
    .trim();

const CALLERS = new Set(["include", "template", "block"]);

function callsOf(action: TemplateAction, scope: Scope): TemplateCall[] {
  return action.tokens.flatMap((token, at) => {
    const given = action.tokens[at + 1];
    const name = nameOf(given);
    if (token.kind !== "word" || !CALLERS.has(token.text) || !given || !name) return [];
    const data = pathOf(argumentAfter(action.tokens, at + 2), scope);
    return [{ name, start: given.start, end: given.end, data }];
  });
}

/** One argument: a token, or all between a pair of parentheses. */
function argumentAfter(tokens: readonly TemplateToken[], from: number): readonly TemplateToken[] {
  const first = tokens[from];
  if (first?.kind !== "open") return first ? [first] : [];
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    if (tokens[at]?.kind === "open") depth += 1;
    if (tokens[at]?.kind === "close") depth -= 1;
    if (depth === 0) return tokens.slice(from, at + 1);
  }
  return tokens.slice(from);
}

function usesOf(action: TemplateAction, scope: Scope): DataUse[] {
  return action.tokens.flatMap((token, at) => {
    if (token.kind !== "chain" || isAttached(action.tokens, at)) return [];
    const path = resolveChain(token.text, scope);
    return path === null || path.length < 2 ? [] : [{ path, start: token.start, end: token.end }];
  });
}

/** Whether a chain goes on from a parenthesis right before it: of what, is not known. */
export function isAttached(tokens: readonly TemplateToken[], at: number): boolean {
  const before = tokens[at - 1];
  return before?.kind === "close" && before.end === tokens[at]?.start;
}
