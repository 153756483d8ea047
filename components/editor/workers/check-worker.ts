import { checkText } from "#lib/engine/findings/check-text.ts";
import type { CodeLanguage } from "#lib/engine/findings/code-language.ts";
import type { TextProblem } from "#lib/engine/findings/text-problem.ts";

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
