import type { Token, TokenKind } from "./token.ts";

/** Where a line starts: in text, inside an action, inside its comment, or inside its raw string. */
export type TemplateState = "text" | "action" | "comment" | "raw-string";

export const templateAtStart: TemplateState = "text";

/** One action, or the part of it that lies on this line, with its own tokens. */
type ActionPiece = { readonly start: number; readonly end: number; readonly tokens: readonly Token[] };

const KEYWORDS = new Set([
  "if",
  "else",
  "end",
  "range",
  "with",
  "define",
  "block",
  "template",
  "include",
  "break",
  "continue",
]);
const CONSTANTS = new Set(["true", "false", "nil"]);

// Sticky, tried in this order at each place of an action (Go, text/template/parse/lex.go).
const RULES: readonly (readonly [RegExp, TokenKind | "word"])[] = [
  [/\s+/y, ""],
  [/"(?:[^"\\]|\\.?)*(?:"|$)/y, "string.template"],
  [/'(?:[^'\\]|\\.?)*(?:'|$)/y, "string.template"],
  [/[-+]?(?:0[xXoObB])?\d[\d_a-fA-F]*(?:\.\d+)?(?:[eE][-+]?\d+)?i?/y, "number.template"],
  [/\$[\w\u0080-\uffff]*(?:\.[\w\u0080-\uffff]+)*/y, "object.template"],
  [/\.(?:[\w\u0080-\uffff]+(?:\.[\w\u0080-\uffff]+)*)?/y, "object.template"],
  [/[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y, "word"],
];

/**
 * Finds the Go template actions of one line and colours them.
 * @returns the actions in order, and the state in which the next line starts
 */
export function actionPieces(
  line: string,
  state: TemplateState,
): { pieces: readonly ActionPiece[]; after: TemplateState } {
  const pieces: ActionPiece[] = [];
  let at = 0;
  let now = state;
  while (at < line.length || now !== "text") {
    if (now === "text") {
      const open = line.indexOf("{{", at);
      if (open < 0) break;
      at = open;
    }
    const piece = readAction(line, at, now);
    pieces.push({ start: at, end: piece.end, tokens: piece.tokens });
    at = piece.end;
    now = piece.after;
    if (now !== "text") break;
  }
  return { pieces, after: now };
}

type Reading = { at: number; readonly line: string; readonly tokens: Token[] };

function readAction(line: string, start: number, state: TemplateState) {
  const reading: Reading = { at: start, line, tokens: [] };
  let now = state;
  if (now === "text") {
    const trims = line[start + 2] === "-" && /\s|$/.test(line[start + 3] ?? "");
    take(reading, trims ? 3 : 2, "delimiter.template");
    now = "action";
  }
  while (reading.at < line.length) {
    if (now === "comment") now = readUntil(reading, "*/", "comment", "comment");
    else if (now === "raw-string") now = readUntil(reading, "`", "string.template", "raw-string");
    else now = readInAction(reading);
    if (now === "text") break;
  }
  return { end: reading.at, tokens: reading.tokens, after: now };
}

function readInAction(reading: Reading): TemplateState {
  const { line, at } = reading;
  const close = /-?\}\}/y;
  close.lastIndex = at;
  const closed = close.exec(line);
  if (closed) {
    take(reading, closed[0].length, "delimiter.template");
    return "text";
  }
  if (line.startsWith("/*", at)) {
    take(reading, 2, "comment");
    return "comment";
  }
  if (line[at] === "`") {
    take(reading, 1, "string.template");
    return "raw-string";
  }
  for (const [rule, kind] of RULES) {
    rule.lastIndex = at;
    const match = rule.exec(line);
    if (!match) continue;
    take(reading, match[0].length, kind === "word" ? kindOfWord(match[0]) : kind);
    return "action";
  }
  take(reading, 1, "");
  return "action";
}

function readUntil(reading: Reading, end: string, kind: TokenKind, open: TemplateState): TemplateState {
  const found = reading.line.indexOf(end, reading.at);
  const until = found < 0 ? reading.line.length : found + end.length;
  take(reading, until - reading.at, kind);
  return found < 0 ? open : "action";
}

function kindOfWord(word: string): TokenKind {
  if (KEYWORDS.has(word)) return "keyword.template";
  return CONSTANTS.has(word) ? "constant" : "function.template";
}

function take(reading: Reading, width: number, kind: TokenKind): void {
  if (width <= 0) return;
  reading.tokens.push({ start: reading.at, end: reading.at + width, kind });
  reading.at += width;
}
