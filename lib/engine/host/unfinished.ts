import type { RenderFailure } from "../schema.ts";
import type { LintOutcome, RenderOutcome } from "../types.ts";
import type { EngineLimits } from "./engine-limits.ts";
import type { JobEnd } from "./engine-thread.ts";
import { crashFailure, limitFailure } from "./render-failure.ts";

type Unfinished = Exclude<JobEnd<unknown>, { kind: "done" }>;

/** The failure of a job that its thread did not bring to an end. */
export function failureOfEnd(end: Unfinished, limits: EngineLimits): RenderFailure {
  return end.kind === "limit" ? limitFailure(end.limit, limits) : crashFailure(end.message);
}

/** The outcome of a render that did not come to an end. */
export function unfinishedRender(failure: RenderFailure, renderMs: number): RenderOutcome {
  const stderr = `Error: ${failure.message}\n`;
  return { kind: "failed", failure, stderr, exitCode: 1, engine: null, renderMs };
}

/** The outcome of a lint that did not come to an end. */
export function unfinishedLint(failure: RenderFailure, renderMs: number): LintOutcome {
  return {
    isPassed: false,
    output: new Uint8Array(),
    messages: [],
    failure,
    stderr: `Error: ${failure.message}\n`,
    exitCode: 1,
    renderMs,
  };
}
