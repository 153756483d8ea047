import type { CodeLanguage } from "#lib/engine/findings/code-language.ts";
import type { LineTokens, Token } from "./token.ts";
import { actionPieces } from "./tokenize-template.ts";
import { tokenizeYamlLine, type YamlState, yamlAtStart } from "./tokenize-yaml.ts";

/** The state between lines, for every language; files without one keep the first. */
export type CodeState = YamlState;
export const codeAtStart: CodeState = yamlAtStart;

// Longer lines (a minified bundle, a base64 text) are left plain: colours are no help there, and cost time.
const LONGEST_LINE = 4000;

/**
 * Colours one line. The one grammar of this product: Monaco and the static code views both call it, so a line
 * looks the same in the editor, in a diff and in the file browser.
 */
export function tokenizeLine(line: string, state: CodeState, language: CodeLanguage): LineTokens<CodeState> {
  if (language === "plain" || line.length > LONGEST_LINE) return { tokens: plain(line), state };
  if (language === "template") return tokenizeTextWithActions(line, state);
  return tokenizeYamlLine(line, state, language === "yaml-template");
}

function tokenizeTextWithActions(line: string, state: CodeState): LineTokens<CodeState> {
  const { pieces, after } = actionPieces(line, state.template);
  const tokens: Token[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (piece.start > at) tokens.push({ start: at, end: piece.start, kind: "" });
    tokens.push(...piece.tokens);
    at = piece.end;
  }
  if (at < line.length) tokens.push({ start: at, end: line.length, kind: "" });
  return { tokens, state: { ...state, template: after } };
}

function plain(line: string): Token[] {
  return line === "" ? [] : [{ start: 0, end: line.length, kind: "" }];
}

/** Colours a whole text, line by line. */
export function tokenizeText(lines: readonly string[], language: CodeLanguage): (readonly Token[])[] {
  let state = codeAtStart;
  return lines.map((line) => {
    const result = tokenizeLine(line, state, language);
    state = result.state;
    return result.tokens;
  });
}
