import { actionAt, type TemplateAction, type TemplateToken } from "./scan-template.ts";
import { isAttached } from "./template-facts.ts";

/** What stands at one place of a template. */
export type TemplatePlace =
  | { readonly kind: "none" }
  /** A function, a keyword, or nothing yet. */
  | { readonly kind: "word"; readonly action: TemplateAction; readonly start: number; readonly end: number }
  /** A part of `.a.b`: `before` is the chain without it and without its dot. */
  | {
      readonly kind: "chain";
      readonly action: TemplateAction;
      readonly token: TemplateToken;
      readonly before: string;
      readonly start: number;
      readonly end: number;
    }
  /** The name in `include "name"`; `closing` is the quote that is still missing behind it. */
  | { readonly kind: "name"; readonly start: number; readonly end: number; readonly closing: string }
  /** The path in `.Files.Get "path"`. */
  | { readonly kind: "file"; readonly start: number; readonly end: number };

const NONE: TemplatePlace = { kind: "none" };

/** @param offset between two characters: what ends there counts as well */
export function templatePlaceAt(actions: readonly TemplateAction[], offset: number): TemplatePlace {
  const action = actionAt(actions, offset);
  if (!action || action.isComment) return NONE;
  const at = action.tokens.findIndex(({ start, end }) => start < offset && offset <= end);
  const token = action.tokens[at];
  if (!token) return emptyPlace(action, offset);
  switch (token.kind) {
    case "word":
      return { kind: "word", action, start: token.start, end: token.end };
    case "chain":
      return isAttached(action.tokens, at) ? NONE : chainPlace(action, token, offset);
    case "string":
      return stringPlace(action.tokens, at, offset);
    case "number":
      return NONE;
    default:
      return emptyPlace(action, offset);
  }
}

function emptyPlace(action: TemplateAction, offset: number): TemplatePlace {
  return { kind: "word", action, start: offset, end: offset };
}

function chainPlace(action: TemplateAction, token: TemplateToken, offset: number): TemplatePlace {
  const typed = token.text.slice(0, offset - token.start);
  const dot = typed.lastIndexOf(".");
  const start = token.start + dot + 1;
  const following = token.text.indexOf(".", offset - token.start);
  const end = following < 0 ? token.end : token.start + following;
  return { kind: "chain", action, token, before: dot < 0 ? "" : token.text.slice(0, dot), start, end };
}

function stringPlace(tokens: readonly TemplateToken[], at: number, offset: number): TemplatePlace {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token || !before) return NONE;
  const isClosed = token.text.length > 1 && token.text.endsWith(token.text[0] ?? "");
  // Behind the closing quote the string is over.
  if (isClosed && offset === token.end) return NONE;
  const start = token.start + 1;
  const end = isClosed ? token.end - 1 : token.end;
  if (before.kind === "word" && /^(?:include|template|block|define)$/.test(before.text)) {
    return { kind: "name", start, end, closing: isClosed ? "" : (token.text[0] ?? "") };
  }
  if (before.kind === "chain" && /(?:^|\.)Files\.(?:Get|GetBytes|Lines|Glob)$/.test(before.text)) {
    return { kind: "file", start, end };
  }
  return NONE;
}
