/** The kinds of token that have a colour (LOOK section 9). The names are those of the Monaco themes. */
export type TokenKind =
  | ""
  | "key"
  | "string"
  | "number"
  | "constant"
  | "keyword.template"
  | "function.template"
  | "object.template"
  | "delimiter.template"
  | "string.template"
  | "number.template"
  | "tag"
  | "comment";

/** A stretch of one line, in UTF-16 units, `end` not included. */
export type Token = { readonly start: number; readonly end: number; readonly kind: TokenKind };

export type LineTokens<State> = { readonly tokens: readonly Token[]; readonly state: State };
