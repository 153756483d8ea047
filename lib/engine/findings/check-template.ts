import type { TextProblem } from "./text-problem.ts";

type Action = { readonly start: number; readonly end: number; readonly code: string };

/**
 * Checks what can be said of a Go template without running it: that every action, comment and string is closed, and that
 * every `if`, `range`, `with`, `define` and `block` has its `end` (text/template parses each file as one unit).
 */
export function checkTemplate(text: string): TextProblem[] {
  const problems: TextProblem[] = [];
  const open: { word: string; action: Action }[] = [];
  for (let at = text.indexOf("{{"); at >= 0; ) {
    const action = readAction(text, at);
    if (typeof action === "string") {
      problems.push(problemAt(text, at, at + 2, action));
      break;
    }
    const word = /^[-\s]*([a-z]+)\b/.exec(action.code)?.[1] ?? "";
    if (OPENERS.has(word)) open.push({ word, action });
    else if (word === "end" && !open.pop()) {
      problems.push(problemAt(text, action.start, action.end, "There is nothing for this end to close."));
    } else if (word === "else" && open.length === 0) {
      problems.push(
        problemAt(text, action.start, action.end, "This else stands outside of if, with and range."),
      );
    }
    at = text.indexOf("{{", action.end);
  }
  for (const { word, action } of open) {
    problems.push(problemAt(text, action.start, action.end, `This ${word} has no end.`));
  }
  return problems;
}

const OPENERS = new Set(["if", "range", "with", "define", "block"]);

/** @returns the action that starts at `start`, or why it does not end */
function readAction(text: string, start: number): Action | string {
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

function problemAt(text: string, start: number, end: number, message: string): TextProblem {
  const from = placeOf(text, start);
  const to = placeOf(text, end);
  return {
    severity: "error",
    message,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
  };
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < lineStart; at = text.indexOf("\n", at + 1)) line += 1;
  return { line, column: offset - lineStart + 1 };
}
