import type { TreeEntry } from "#lib/engine/types.ts";
import type { ArtifactKindName } from "./language-brain.ts";
import type { FilePlace, HoverText, SignatureText, Suggestion } from "./suggestion.ts";

/** What the worker answers, by question. */
export type Answers = {
  complete: readonly Suggestion[];
  hover: HoverText | null;
  sign: SignatureText | null;
  definition: readonly FilePlace[];
  references: readonly FilePlace[];
  /** The text of a file. */
  text: string | null;
};
export type QuestionName = keyof Answers;

/** What the page tells and asks the worker. It keeps the order, so an answer is about the text that was told before. */
export type LanguageMessage =
  | { readonly tell: "start"; readonly kind: ArtifactKindName }
  | { readonly tell: "files"; readonly changed: readonly TreeEntry[]; readonly removed: readonly string[] }
  | { readonly tell: "text"; readonly path: string; readonly text: string }
  | { readonly tell: "functions"; readonly functions: readonly { name: string; signature: string }[] }
  | { readonly tell: "kubernetes"; readonly version: string | null }
  | {
      readonly ask: QuestionName;
      readonly serial: number;
      readonly path: string;
      readonly offset: number;
    };

/** `answer` has the shape of {@link Answers} under the question of its serial; null where finding it failed. */
export type LanguageAnswer = { readonly serial: number; readonly answer: unknown };
