import { availableParallelism, totalmem } from "node:os";
import { env } from "#lib/env/env.ts";
import { onShelf, processWide } from "#lib/env/process-wide.ts";
import { watchEngineQueue } from "#lib/metrics/metrics.ts";
import { EngineLane, type JobFor } from "./engine-lane.ts";
import type { ResultOf, ServerJob } from "./host/engine-job.ts";
import { type EngineLimits, NORMAL_LIMITS } from "./host/engine-limits.ts";
import type { JobEnd } from "./host/engine-thread.ts";
import type { ModuleName } from "./host/warm-module.ts";

/** How a job is done: `large` is one at a time, with more time and memory (ENG-34). */
export type JobHow = JobFor & { lane?: "normal" | "large" | undefined };

type Lanes = { normal: EngineLane; large: EngineLane };

const MIB = 1024 ** 2;
const MOST_THREADS = 4;
const MOST_WAITING = 64;
const IDLE_MS = 60_000;
const LARGE_TIME_MS = 120_000;
const LARGE_IDLE_MS = 5_000;
const SHELF = "engine.lanes";

function openLanes(): Lanes {
  const settings = env();
  const threads = settings.CHARTROOM_ENGINE_WORKERS ?? Math.min(availableParallelism() - 1, MOST_THREADS);
  const normal = new EngineLane({
    name: "normal",
    threads: Math.max(threads, 1),
    limits: { ...NORMAL_LIMITS, memoryMib: Math.floor(settings.CHARTROOM_ENGINE_MEMORY / MIB) },
    mostWaiting: MOST_WAITING,
    idleMs: IDLE_MS,
  });
  const largeBytes = Math.min(settings.CHARTROOM_ENGINE_LARGE_MEMORY, totalmem() / 2);
  const large = new EngineLane({
    name: "large",
    threads: 1,
    limits: { ...NORMAL_LIMITS, timeMs: LARGE_TIME_MS, memoryMib: Math.floor(largeBytes / MIB) },
    mostWaiting: MOST_WAITING,
    idleMs: LARGE_IDLE_MS,
  });
  watchEngineQueue((set) => {
    set("normal", normal.waiting);
    set("large", large.waiting);
  });
  return { normal, large };
}

const laneOf = (how: JobHow) => processWide(SHELF, openLanes)[how.lane ?? "normal"];

/** The limits that a job in this lane has. */
export function limitsOf(how: JobHow): EngineLimits {
  return laneOf(how).limits;
}

/**
 * Does a piece of work in a thread of the pool.
 * @throws Problem "engine_busy" where too many wait, or this person does; the signal's reason when it is stopped
 */
export function runInEngine<J extends ServerJob>(
  job: J,
  needs: readonly ModuleName[],
  how: JobHow,
): Promise<JobEnd<ResultOf<J>>> {
  return laneOf(how).run(job, needs, how);
}

/** Ends every thread of the engine, and what it is at; they start anew when there is work. */
export function endEngine(): void {
  const lanes = onShelf<Lanes>(SHELF);
  lanes?.normal.end();
  lanes?.large.end();
}
