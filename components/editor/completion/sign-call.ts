import { functionDocs } from "./function-docs.ts";
import { signatureParts } from "./go-signature.ts";
import { actionAt, type TemplateToken } from "./scan-template.ts";
import { type FunctionSignatures, showFunctionText } from "./show-markdown.ts";
import type { SignatureText } from "./suggestion.ts";
import type { TreeFacts } from "./tree-facts.ts";

type Call = {
  readonly name: string;
  /** Arguments that end before the cursor. */
  readonly given: number;
  /** Whether a pipe hands over the last parameter. */
  readonly isPiped: boolean;
};

/** The call around the cursor, with the parameter that is being written, also where a pipe gives the last one. */
export function signCall(
  facts: TreeFacts,
  path: string,
  offset: number,
  signatures: FunctionSignatures,
): SignatureText | null {
  const action = actionAt(facts.template(path).actions, offset);
  const call = action && !action.isComment ? callAt(action.tokens, offset) : null;
  const doc = call ? functionDocs.get(call.name) : undefined;
  if (!call || !doc) return null;
  const signature = signatures.get(call.name) ?? null;
  const { label, parameters } = signatureParts(call.name, doc, signature);
  const last = parameters.length - 1;
  const rest = parameters.findIndex((parameter) => parameter.isRest);
  const own = call.isPiped && rest < 0 ? last - 1 : last;
  return {
    label,
    documentation: showFunctionText(call.name),
    parameters: parameters.map(({ start, end, isRest }, at) => ({
      start,
      end,
      documentation:
        call.isPiped && at === last
          ? "The pipe hands this over."
          : isRest
            ? "It may be given several times."
            : "",
    })),
    active: Math.max(0, rest >= 0 ? Math.min(call.given, rest) : Math.min(call.given, Math.max(own, 0))),
  };
}

type Group = { tokens: TemplateToken[]; isPiped: boolean };

/** @returns the innermost function whose arguments the offset stands among; null in its own name */
export function callAt(tokens: readonly TemplateToken[], offset: number): Call | null {
  const groups: Group[] = [{ tokens: [], isPiped: false }];
  for (const token of tokens) {
    if (token.start >= offset) break;
    takeToken(groups, token, offset);
  }
  for (const group of groups.toReversed()) {
    const call = callIn(group.tokens, offset, group.isPiped);
    if (call) return call;
  }
  return null;
}

function takeToken(groups: Group[], token: TemplateToken, offset: number): void {
  if (token.kind === "open") {
    groups.push({ tokens: [], isPiped: false });
    return;
  }
  if (token.kind === "pipe" || token.kind === "assign") {
    groups[groups.length - 1] = { tokens: [], isPiped: token.kind === "pipe" };
    return;
  }
  if (token.kind === "close") {
    if (groups.length === 1 || token.end > offset) return;
    // What stood in parentheses is one argument of what is around them.
    groups.pop();
  }
  groups.at(-1)?.tokens.push(token);
}

const CONTROL = new Set(["if", "range", "with", "else", "end", "define", "template", "block"]);

function callIn(group: readonly TemplateToken[], offset: number, isPiped: boolean): Call | null {
  const words = group.filter((token) => !(token.kind === "word" && CONTROL.has(token.text)));
  const [name, ...rest] = words;
  if (name?.kind !== "word" || name.end >= offset) return null;
  // A chain right behind a parenthesis belongs to it.
  const whole = rest.filter((token, at) => !(token.kind === "chain" && rest[at - 1]?.end === token.start));
  return { name: name.text, given: whole.filter((token) => token.end < offset).length, isPiped };
}
