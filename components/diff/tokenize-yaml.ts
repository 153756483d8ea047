import type { LineTokens, Token, TokenKind } from "./token.ts";
import { actionPieces, type TemplateState, templateAtStart } from "./tokenize-template.ts";

/** What one line leaves to the next: the template's state, an open block scalar, an open quote, open brackets. */
export type YamlState = {
  readonly template: TemplateState;
  /** Indent of the node that owns an open block scalar (`|`, `>`); its text is indented deeper. */
  readonly blockParent: number | null;
  readonly quote: '"' | "'" | null;
  readonly flowDepth: number;
};

export const yamlAtStart: YamlState = {
  template: templateAtStart,
  blockParent: null,
  quote: null,
  flowDepth: 0,
};

// Stands in for each character of a template action while the line is read as YAML: an ordinary scalar character,
// of the private use area, which no file holds.
const MASK = "\ue000";
// A line may be a whole minified file: what follows reads each of its characters a bounded number of times.
const ONLY_ACTIONS = /^\s*\ue000[\s\ue000]*$/;
const QUOTED_KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*:(?:\s|$))/;
const PLAIN_KEY =
  /^(?![-?:](?:\s|$)|[,[\]{}#&*!|>'"%@`])(?:[^\s:#]|:(?!\s|$)|(?<!\s)#|[ \t]+(?![#\s:]))+(?=[ \t]*:(?:\s|$))/;
const FLOW_KEY =
  /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,[\]{}:#"'][^\s,[\]{}:#]*(?:\s+[^\s,[\]{}:#]+)*)(?=\s*:(?:[\s,[\]{}"']|$))/;
const NUMBER =
  /^[-+]?(?:0|[1-9][\d_]*|0o[0-7]+|0x[\da-fA-F]+|\d*\.\d+|\d+\.\d*)(?:[eE][-+]?\d+)?$|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;
const CONSTANT = /^(?:true|True|TRUE|false|False|FALSE|null|Null|NULL|~|yes|no|on|off)$/;

/**
 * Colours one line of YAML, mixed with Go template actions where `withActions` is set.
 * @returns tokens in order without gaps, and the state in which the next line starts
 */
export function tokenizeYamlLine(
  line: string,
  state: YamlState,
  withActions: boolean,
): LineTokens<YamlState> {
  if (!withActions) return new YamlLine(line, line, state, []).read(state.template);
  const { pieces, after } = actionPieces(line, state.template);
  let masked = "";
  for (const { start, end } of pieces) masked += line.slice(masked.length, start) + MASK.repeat(end - start);
  masked += line.slice(masked.length);
  const actionTokens = pieces.flatMap((piece) => piece.tokens);
  // A line of actions alone ({{- end }}) is no YAML: whatever was open stays open.
  if (ONLY_ACTIONS.test(masked)) {
    return { tokens: overlay(line.length, [], actionTokens), state: { ...state, template: after } };
  }
  return new YamlLine(line, masked, state, actionTokens).read(after);
}

class YamlLine {
  private at = 0;
  private readonly tokens: Token[] = [];
  private blockParent: number | null;
  private quote: '"' | "'" | null;
  private flowDepth: number;
  private readonly line: string;
  private readonly text: string;
  private readonly actions: readonly Token[];

  constructor(line: string, text: string, state: YamlState, actions: readonly Token[]) {
    this.line = line;
    this.text = text;
    this.actions = actions;
    this.blockParent = state.blockParent;
    this.quote = state.quote;
    this.flowDepth = state.flowDepth;
  }

  read(template: TemplateState): LineTokens<YamlState> {
    if (!this.readOpenBlock()) this.readStructure();
    const { blockParent, quote, flowDepth } = this;
    return {
      tokens: overlay(this.line.length, this.tokens, this.actions),
      state: { template, blockParent, quote, flowDepth },
    };
  }

  /** @returns true when the whole line is text of a block scalar */
  private readOpenBlock(): boolean {
    if (this.blockParent === null) return false;
    const indent = this.text.search(/\S/);
    if (indent === -1) return true;
    if (indent > this.blockParent) {
      this.take(this.text.length, "string");
      return true;
    }
    this.blockParent = null;
    return false;
  }

  private readStructure(): void {
    if (this.quote !== null) this.readQuoted();
    else if (this.flowDepth === 0) this.readLineStart();
    if (this.blockParent !== null) return;
    while (this.at < this.text.length) this.readNext();
  }

  private readLineStart(): void {
    const marker = /^(?:---|\.\.\.)(?=\s|$)/.exec(this.text);
    if (marker) this.take(3, "tag");
    else if (/^%/.test(this.text)) this.take(this.text.length, "tag");
    this.readBlockNode();
  }

  /** Dashes and keys at the start of a node; leaves the rest of the line (the value) to `readNext`. */
  private readBlockNode(): void {
    let parent = -1;
    for (;;) {
      this.space();
      const rest = this.text.slice(this.at);
      if (/^[-?:](?=\s|$)/.test(rest)) {
        parent = this.at;
        this.take(1, "");
        continue;
      }
      const key = QUOTED_KEY.exec(rest) ?? PLAIN_KEY.exec(rest);
      if (key) {
        parent = this.at;
        this.take(key[0].length, "key");
        this.space();
        this.take(1, "");
      }
      break;
    }
    this.space();
    this.readProperties();
    const header = /^[|>](?:[-+]?\d?|\d[-+]?)(?=\s|$)/.exec(this.text.slice(this.at));
    if (!header) return;
    this.take(header[0].length, "");
    this.space();
    if (this.text[this.at] === "#") this.take(this.text.length - this.at, "comment");
    this.blockParent = parent;
  }

  private readProperties(): void {
    for (;;) {
      const property = /^(?:![^\s,[\]{}]*|[&*][^\s,[\]{}]+)/.exec(this.text.slice(this.at));
      if (!property) return;
      this.take(property[0].length, "tag");
      this.space();
    }
  }

  private readNext(): void {
    this.space();
    const start = this.at;
    const character = this.text[start];
    if (character === undefined) return;
    const afterSpace = start === 0 || /\s/.test(this.text[start - 1] ?? "");
    if (character === "#" && afterSpace) this.take(this.text.length - start, "comment");
    else if (character === '"' || character === "'") this.readQuotedStart(character);
    else if (character === "[" || character === "{") this.readBracket(1);
    else if (this.flowDepth > 0) this.readInFlow(character);
    else this.readPlain(/(?<!\s)\s+#|$/);
    if (this.at === start) this.take(1, "");
  }

  private readBracket(step: 1 | -1): void {
    this.flowDepth = Math.max(0, this.flowDepth + step);
    this.take(1, "");
  }

  private readInFlow(character: string): void {
    if (character === "]" || character === "}") this.readBracket(-1);
    else if (character === "," || character === ":") this.take(1, "");
    else if (!this.readFlowKey()) {
      this.readProperties();
      if (this.at < this.text.length) this.readPlain(/(?<!\s)(?:\s+#|\s*[,[\]{}])|:\s|$/);
    }
  }

  private readFlowKey(): boolean {
    const key = FLOW_KEY.exec(this.text.slice(this.at));
    if (key) this.take(key[0].length, "key");
    return key !== null;
  }

  private readPlain(until: RegExp): void {
    const rest = this.text.slice(this.at);
    const length = rest.search(until);
    const scalar = rest.slice(0, length < 0 ? rest.length : length).trimEnd();
    this.take(scalar.length, kindOfScalar(scalar));
  }

  private readQuotedStart(quote: '"' | "'"): void {
    if (this.flowDepth > 0 && this.readFlowKey()) return;
    this.quote = quote;
    this.take(1, "string");
    this.readQuoted();
  }

  private readQuoted(): void {
    const rest = this.text.slice(this.at);
    const body = this.quote === '"' ? /^(?:[^"\\]|\\.?)*/ : /^(?:[^']|'')*/;
    const length = body.exec(rest)?.[0].length ?? 0;
    const closed = length < rest.length;
    this.take(length + (closed ? 1 : 0), "string");
    if (closed) this.quote = null;
  }

  private space(): void {
    const width = /^\s*/.exec(this.text.slice(this.at))?.[0].length ?? 0;
    this.take(width, "");
  }

  private take(width: number, kind: TokenKind): void {
    if (width <= 0) return;
    this.tokens.push({ start: this.at, end: this.at + width, kind });
    this.at += width;
  }
}

function kindOfScalar(scalar: string): TokenKind {
  if (NUMBER.test(scalar)) return "number";
  return CONSTANT.test(scalar) ? "constant" : "string";
}

/** Lays the actions' tokens over the YAML ones; between them, neighbours of one kind become one. */
function overlay(length: number, below: readonly Token[], above: readonly Token[]): Token[] {
  const kinds: TokenKind[] = new Array(length).fill("");
  for (const { start, end, kind } of below) kinds.fill(kind, start, end);
  for (const { start, end, kind } of above) kinds.fill(kind, start, end);
  const tokens: Token[] = [];
  for (let start = 0; start < length; ) {
    const kind = kinds[start] ?? "";
    let end = start + 1;
    while (end < length && kinds[end] === kind) end += 1;
    tokens.push({ start, end, kind });
    start = end;
  }
  return tokens;
}
