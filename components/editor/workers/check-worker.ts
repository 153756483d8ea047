import type { CodeLanguage } from "#components/diff/code-language.ts";
import { checkText } from "../check-text.ts";
import type { TextProblem } from "../text-problem.ts";

export type CheckRequest = {
  readonly path: string;
  readonly serial: number;
  readonly text: string;
  readonly language: CodeLanguage;
};
export type CheckAnswer = {
  readonly path: string;
  readonly serial: number;
  readonly problems: readonly TextProblem[];
};

self.addEventListener("message", ({ data }: MessageEvent<CheckRequest>) => {
  const { path, serial, text, language } = data;
  const answer: CheckAnswer = { path, serial, problems: checkText(text, language) };
  self.postMessage(answer);
});
