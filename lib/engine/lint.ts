import { failureOfEnd, unfinishedLint } from "./host/unfinished.ts";
import { limitsOf, runInEngine } from "./pool.ts";
import type { EngineHow } from "./render.ts";
import type { LintInput, LintOutcome } from "./types.ts";

/**
 * Lints a chart in a thread of the pool. Whatever its files do, a limit that they reach too, is part of the outcome.
 * @throws Problem "engine_busy" where too many wait, or this person does; the signal's reason when it is stopped
 */
export async function lintFiles(input: LintInput, how: EngineHow = {}): Promise<LintOutcome> {
  const startedAt = performance.now();
  const job = { op: "lint", input, isFresh: how.isFresh ?? false } as const;
  const end = await runInEngine(job, ["helm"], how);
  if (end.kind === "done") return end.result;
  return unfinishedLint(failureOfEnd(end, limitsOf(how)), performance.now() - startedAt);
}
