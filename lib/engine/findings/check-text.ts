import { LineCounter, type YAMLError } from "yaml";
import { checkTemplate } from "./check-template.ts";
import type { CodeLanguage } from "./code-language.ts";
import type { TextProblem } from "./text-problem.ts";
import { findEqualKeys, readDocuments } from "./yaml-document.ts";

const MOST_PROBLEMS = 100;

/**
 * Checks the syntax of one file (GOH-23). A template is not YAML until it is rendered: there only its actions are checked.
 */
export function checkText(text: string, language: CodeLanguage): TextProblem[] {
  switch (language) {
    case "yaml":
      return checkYaml(text);
    case "yaml-template":
    case "template":
      return checkTemplate(text);
    case "json":
      return checkJson(text);
    case "plain":
      return [];
  }
}

function checkYaml(text: string): TextProblem[] {
  const counter = new LineCounter();
  const documents = readDocuments(text, counter);
  const placed = (
    severity: TextProblem["severity"],
    message: string,
    from: number,
    to: number,
  ): TextProblem => {
    const start = counter.linePos(from);
    const end = counter.linePos(Math.max(to, from + 1));
    return {
      severity,
      message: sentence(message),
      line: Math.max(1, start.line),
      column: Math.max(1, start.col),
      endLine: Math.max(1, end.line),
      endColumn: Math.max(1, end.col),
    };
  };
  const errors = documents.flatMap((document): YAMLError[] => [...document.errors, ...document.warnings]);
  // Helm and kustomize take the last of two equal keys, without a word: worth saying, no reason to stop.
  const equal = documents.flatMap((document) => (document.errors.length > 0 ? [] : findEqualKeys(document)));
  return [
    ...errors.map(({ name, message, pos }) =>
      placed(name === "YAMLWarning" ? "warning" : "error", message, pos[0], pos[1]),
    ),
    ...equal.map(({ key, offset }) =>
      placed(
        "warning",
        `The key ${key} stands twice in one map: the last one counts.`,
        offset,
        offset + key.length,
      ),
    ),
  ].slice(0, MOST_PROBLEMS);
}

const sentence = (message: string) => (/[.!?]$/.test(message) ? message : `${message}.`);

function checkJson(text: string): TextProblem[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : "This is not JSON";
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    const before = text.slice(0, offset).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    const said = message.replace(/ in JSON at position.*$/s, "").replace(/, "[\s\S]*$/, "");
    return [
      {
        severity: "error",
        message: sentence(said),
        line: before.length,
        column,
        endLine: before.length,
        endColumn: column + 1,
      },
    ];
  }
}
