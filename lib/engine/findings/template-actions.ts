/** One action of a Go template, `{{ … }}`, by its offsets; `code` is what stands between the braces, empty of a comment. */
export type TemplateAction = { readonly start: number; readonly end: number; readonly code: string };

/** @returns the action that starts at `start`, or why it does not end */
export function readAction(text: string, start: number): TemplateAction | string {
  const comment = /\{\{(?:-\s)?\/\*/y;
  comment.lastIndex = start;
  if (comment.test(text)) {
    const end = text.indexOf("*/", start);
    const close = end < 0 ? null : /^\s*-?\}\}/.exec(text.slice(end + 2, end + 12));
    if (!close) return "This comment is not closed with */}}.";
    return { start, end: end + 2 + close[0].length, code: "" };
  }
  const body = /(?:[^"'`}]|\}(?!\})|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)*/y;
  body.lastIndex = start + 2;
  const code = body.exec(text)?.[0] ?? "";
  const end = start + 2 + code.length;
  if (text.startsWith("}}", end)) return { start, end: end + 2, code };
  if (end >= text.length) return "This action is not closed with }}.";
  return `A string in this action is not closed with ${text[end]}.`;
}

/** Every action of a text, up to the first that does not end. */
export function readActions(text: string): TemplateAction[] {
  const actions: TemplateAction[] = [];
  for (let at = text.indexOf("{{"); at >= 0; ) {
    const action = readAction(text, at);
    if (typeof action === "string") break;
    actions.push(action);
    at = text.indexOf("{{", action.end);
  }
  return actions;
}

/** The keyword an action begins with, such as `if` or `end`; empty of one that prints something. */
export const wordOf = (action: TemplateAction): string => /^[-\s]*([a-z]+)\b/.exec(action.code)?.[1] ?? "";
