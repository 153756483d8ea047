/** A piece of an action. `attached` is a chain that follows what stands before it: `(first .a).name`, `$x.name`. */
export type TemplateToken = {
  readonly kind:
    | "word"
    | "chain"
    | "string"
    | "number"
    | "pipe"
    | "open"
    | "close"
    | "assign"
    | "comma"
    | "other";
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

/** What stands between `{{` and `}}`; offsets count from 0 in the file. */
export type TemplateAction = {
  /** Of `{{`. */
  readonly start: number;
  /** Behind `}}`; of one that is not closed, where its line ends. */
  readonly end: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly isClosed: boolean;
  readonly isComment: boolean;
  readonly tokens: readonly TemplateToken[];
};

/**
 * Finds the actions of a template, also of one that is being typed: what is not closed on its line, nor before the next
 * `{{`, ends with the line.
 */
export function scanTemplate(text: string): TemplateAction[] {
  const actions: TemplateAction[] = [];
  for (let at = text.indexOf("{{"); at >= 0; ) {
    const action = readComment(text, at) ?? readAction(text, at);
    actions.push(action);
    at = text.indexOf("{{", action.end);
  }
  return actions;
}

function readComment(text: string, start: number): TemplateAction | null {
  if (!/^\{\{(?:-\s)?\s*\/\*/.test(text.slice(start, start + 12))) return null;
  const end = text.indexOf("*/", start);
  const close = end < 0 ? -1 : text.indexOf("}}", end);
  const bodyEnd = close < 0 ? text.length : close;
  return {
    start,
    end: close < 0 ? text.length : close + 2,
    bodyStart: start + 2,
    bodyEnd,
    isClosed: close >= 0,
    isComment: true,
    tokens: [],
  };
}

const TOKENS: readonly (readonly [TemplateToken["kind"], RegExp])[] = [
  // A string that is not closed ends with its line, so that the rest of the file keeps its meaning.
  ["string", /"(?:[^"\\\n]|\\.)*"?|`[^`]*`?|'(?:[^'\\\n]|\\.)*'?/y],
  ["assign", /:?=/y],
  ["pipe", /\|/y],
  ["open", /\(/y],
  ["close", /\)/y],
  ["comma", /,/y],
  ["chain", /\$\w*(?:\.\w*)*|(?:\.\w*)+/y],
  ["number", /[+-]?\d[\w.]*/y],
  ["word", /[A-Za-z_]\w*/y],
  ["other", /[^\s]/y],
];

function readAction(text: string, start: number): TemplateAction {
  const bodyStart = /^\{\{-(?=\s)/.test(text.slice(start, start + 4)) ? start + 3 : start + 2;
  const tokens: TemplateToken[] = [];
  let at = bodyStart;
  while (at < text.length) {
    const close = /^\s*(-?\}\})/.exec(text.slice(at, at + 200));
    if (close) {
      const bodyEnd = at + close[0].length - (close[1]?.length ?? 2);
      return {
        start,
        end: at + close[0].length,
        bodyStart,
        bodyEnd,
        isClosed: true,
        isComment: false,
        tokens,
      };
    }
    if (text.startsWith("{{", at)) break;
    const token = readToken(text, at);
    if (token) tokens.push(token);
    at = token ? token.end : at + 1;
  }
  const lineEnd = text.indexOf("\n", start);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const kept = tokens.filter((token) => token.end <= end);
  return { start, end, bodyStart, bodyEnd: end, isClosed: false, isComment: false, tokens: kept };
}

function readToken(text: string, at: number): TemplateToken | null {
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found) return { kind, text: found, start: at, end: at + found.length };
  }
  return null;
}

/** The action whose inside holds the offset: behind `{{` (and its dash) and before `}}`. */
export function actionAt(actions: readonly TemplateAction[], offset: number): TemplateAction | null {
  return (
    actions.find(
      ({ bodyStart, bodyEnd, isClosed, end }) =>
        offset >= bodyStart && (isClosed ? offset <= bodyEnd : offset <= end),
    ) ?? null
  );
}
