import type { ArtifactKind } from "#lib/ids/ids.ts";
import type { FileDelta } from "./file-delta.ts";
import type { OutputPart, OutputPiece, OutputView } from "./output-parts.ts";
import type { PreviewOptions } from "./preview-options.ts";
import type { VolatileUse } from "./volatile-functions.ts";
import type { Nothing } from "./why-nothing.ts";

/** What the page tells the worker that reads outputs, and what that answers. */
export type ToOutputDesk =
  | {
      readonly type: "output";
      readonly serial: number;
      readonly kind: ArtifactKind;
      readonly files: FileDelta;
      readonly output: Uint8Array;
      readonly options: Pick<PreviewOptions, "noHooks" | "skipTests">;
    }
  | { readonly type: "choose"; readonly view: OutputView; readonly part: string | null }
  /** Whoever shows the text starts anew. */
  | { readonly type: "resend" }
  | { readonly type: "source-of"; readonly id: number; readonly line: number }
  | { readonly type: "lines-of"; readonly id: number; readonly path: string; readonly line: number | null };

export type FromOutputDesk =
  | { readonly type: "outline"; readonly outline: OutputOutline }
  | { readonly type: "edit"; readonly edit: OutputEdit }
  | { readonly type: "place"; readonly id: number; readonly place: OutputPlace | null }
  | { readonly type: "lines"; readonly id: number; readonly ranges: readonly LineRange[] };

/** What an output is made of, and what of it is shown. */
export type OutputOutline = {
  readonly serial: number;
  readonly pieces: readonly OutputPiece[];
  readonly parts: readonly OutputPart[];
  readonly part: string | null;
  /** The lines of the whole output that are shown, in order; null where all are. */
  readonly shown: readonly LineRange[] | null;
  readonly lineCount: number;
  readonly sizeBytes: number;
  /** Not a character but blanks was printed. */
  readonly isBlank: boolean;
  /** Why there is no object in it; null where there is one. */
  readonly nothing: Nothing | null;
  readonly volatile: readonly VolatileUse[];
};

/** Line counts from one; both ends belong to it. */
export type LineRange = { readonly startLine: number; readonly endLine: number };

/** Takes out `remove` lines from `line` on, and puts `text` there: whole lines. `line` 1 with `isStart`: the text is empty. */
export type OutputEdit = {
  readonly isStart: boolean;
  readonly line: number;
  readonly remove: number;
  readonly text: string;
};

export type OutputPlace = { readonly path: string; readonly line: number | null };
