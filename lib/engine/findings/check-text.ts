import { LineCounter, parseAllDocuments, type YAMLError } from "yaml";
import { checkTemplate } from "./check-template.ts";
import type { CodeLanguage } from "./code-language.ts";
import type { TextProblem } from "./text-problem.ts";

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

// Helm and kustomize take the last of two equal keys, without a word: worth saying, no reason to stop.
const ONLY_WARNINGS = new Set(["DUPLICATE_KEY"]);

function checkYaml(text: string): TextProblem[] {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: counter,
    prettyErrors: false,
    version: "1.1",
    merge: true,
    logLevel: "silent",
  });
  // Without any document the parser answers with an empty list that carries the stream's own errors.
  const found = Array.isArray(documents) ? documents : [];
  const errors = found.flatMap((document): YAMLError[] => [...document.errors, ...document.warnings]);
  return errors.slice(0, MOST_PROBLEMS).map((error) => {
    const start = counter.linePos(error.pos[0]);
    const end = counter.linePos(Math.max(error.pos[1], error.pos[0] + 1));
    return {
      severity: error.name === "YAMLWarning" || ONLY_WARNINGS.has(error.code) ? "warning" : "error",
      message: sentence(error.message),
      line: Math.max(1, start.line),
      column: Math.max(1, start.col),
      endLine: Math.max(1, end.line),
      endColumn: Math.max(1, end.col),
    };
  });
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
