import type { SampleRender } from "#lib/engine/findings/sample-findings.ts";
import type { RenderFailure } from "#lib/engine/schema.ts";
import type { LintOutcome, RenderOutcome, TreeEntry } from "#lib/engine/types.ts";
import type { PreviewOptions } from "./preview-options.ts";

/** A render that ended, with the files it was made of. */
export type PreviewRun = {
  readonly files: readonly TreeEntry[];
  readonly options: PreviewOptions;
  readonly render: RenderOutcome;
  /** Of charts; null of others, and as long as `isComplete` is false. */
  readonly lint: LintOutcome | null;
  /** False while lint is still under way. */
  readonly isComplete: boolean;
  /** The other sample values of the chart; null as long as they are under way. */
  readonly samples: readonly SampleRender[] | null;
  /** Where it was rendered. */
  readonly place: "browser" | "server";
};

/** Output that can be shown: of the newest run, or, where that failed, of the one before that did not. */
export type GoodOutput = {
  readonly files: readonly TreeEntry[];
  readonly output: Uint8Array;
  readonly isStale: boolean;
};

export type SampleState = {
  readonly path: string;
  readonly state: "waiting" | "ok" | "failed";
  readonly failure: RenderFailure | null;
};

export type PreviewState = {
  /** `starting` until the engine is there; `broken` where it cannot be had, for the reason in `brokenBy`. */
  readonly phase: "starting" | "idle" | "rendering" | "broken";
  readonly brokenBy: string | null;
  /** Files or options are newer than what was rendered. */
  readonly isOutdated: boolean;
  /** The newest that ended. */
  readonly current: PreviewRun | null;
  readonly lastGood: GoodOutput | null;
  readonly options: PreviewOptions;
  readonly samples: readonly SampleState[];
};
