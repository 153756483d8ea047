import type { ArtifactKind } from "#lib/ids/ids.ts";
import type { LintOptionsInput, ModuleInfo, RenderFailure, TemplateOptionsInput } from "./schema.ts";

/** One file of a tree. `path` is relative, with slashes; a link leads to `link`, inside the tree only. */
export type TreeEntry = { path: string; bytes: Uint8Array } | { path: string; link: string };

export type RenderInput = {
  kind: ArtifactKind;
  /** The artifact's files, from its own root. */
  files: readonly TreeEntry[];
  options?: TemplateOptionsInput;
  /** Values files that are not among the files: mounted beside the chart, after `options.valueFiles`, in order. */
  extraValues?: readonly { name: string; text: string }[];
  isFrozen?: boolean;
};

export type LintInput = { files: readonly TreeEntry[]; options?: LintOptionsInput };

/** A render that ended: what is printed, or why there is nothing. Warnings are what went to standard error beside it. */
export type RenderOutcome = (
  | { kind: "rendered"; output: Uint8Array }
  | { kind: "failed"; failure: RenderFailure }
) & {
  /** Standard error as the program prints it, `Error: ` and all. */
  stderr: string;
  exitCode: number;
  /** Which program made it; null for a bundle, whose documents stand as they are written. */
  engine: Pick<ModuleInfo, "name" | "version"> | null;
  renderMs: number;
};

export type LintMessage = { severity: "error" | "warning" | "info"; path: string; text: string };

/** `helm lint`: its lines as bytes, and the same as messages. */
export type LintOutcome = {
  /** False where lint has an error, or a warning with `strict`, or did not end. */
  isPassed: boolean;
  output: Uint8Array;
  messages: LintMessage[];
  failure: RenderFailure | null;
  stderr: string;
  exitCode: number;
  renderMs: number;
};
