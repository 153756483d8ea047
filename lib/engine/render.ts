import { modulesOf } from "./host/modules-of.ts";
import { failureOfEnd, unfinishedRender } from "./host/unfinished.ts";
import { type JobHow, limitsOf, runInEngine } from "./pool.ts";
import type { RenderInput, RenderOutcome } from "./types.ts";

/** `isFresh`: on an instance made for this one, as what is stored or decides a publication is (ENG-32). */
export type EngineHow = JobHow & { isFresh?: boolean | undefined };

/**
 * Renders an artifact in a thread of the pool. Whatever its files do, a limit that they reach too, is part of the outcome.
 * @throws Problem "engine_busy" where too many wait, or this person does; the signal's reason when it is stopped
 */
export async function renderFiles(input: RenderInput, how: EngineHow = {}): Promise<RenderOutcome> {
  const startedAt = performance.now();
  const job = { op: "render", input, isFresh: how.isFresh ?? false } as const;
  const end = await runInEngine(job, modulesOf(input.kind), how);
  if (end.kind === "done") return end.result;
  return unfinishedRender(failureOfEnd(end, limitsOf(how)), performance.now() - startedAt);
}
