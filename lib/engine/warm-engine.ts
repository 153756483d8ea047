import { processWide } from "#lib/env/process-wide.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { modulesOf } from "./host/modules-of.ts";
import type { ModuleName } from "./host/warm-module.ts";
import { runInEngine } from "./pool.ts";

/** A thread of the pool that is not used ends a little later. */
const STAYS_WARM_MS = 50_000;
/** What is being answered goes first. */
const AFTER_MS = 1_000;

/**
 * Makes ready in the background what an artifact of this kind is rendered with: an editor was opened, and a review will
 * follow. The first render of a process costs seconds otherwise; at its start nothing is made ready, since most of what
 * it is asked for needs no engine, and memory.
 */
export function warmEngine(kind: ArtifactKind): void {
  const warmedAt = processWide("engine.warmed", () => new Map<ModuleName, number>());
  for (const name of modulesOf(kind)) {
    const now = performance.now();
    if (now - (warmedAt.get(name) ?? Number.NEGATIVE_INFINITY) < STAYS_WARM_MS) continue;
    warmedAt.set(name, now);
    setTimeout(() => {
      // Where it fails the next render tells why.
      runInEngine({ op: "info", name } as const, [name], {}).catch(() => warmedAt.delete(name));
    }, AFTER_MS).unref();
  }
}
