import { readAction, type TemplateAction, wordOf } from "./template-actions.ts";
import type { TextProblem } from "./text-problem.ts";

/** Each is placed by counting lines: so many are told. */
const MOST_PROBLEMS = 100;

/**
 * Checks what can be said of a Go template without running it: that every action, comment and string is closed, and that
 * every `if`, `range`, `with`, `define` and `block` has its `end` (text/template parses each file as one unit).
 */
export function checkTemplate(text: string): TextProblem[] {
  const problems: TextProblem[] = [];
  const open: { word: string; action: TemplateAction }[] = [];
  for (let at = text.indexOf("{{"); at >= 0 && problems.length < MOST_PROBLEMS; ) {
    const action = readAction(text, at);
    if (typeof action === "string") {
      problems.push(problemAt(text, at, at + 2, action));
      break;
    }
    const word = wordOf(action);
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
  for (const { word, action } of open.slice(0, MOST_PROBLEMS - problems.length)) {
    problems.push(problemAt(text, action.start, action.end, `This ${word} has no end.`));
  }
  return problems;
}

const OPENERS = new Set(["if", "range", "with", "define", "block"]);

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
