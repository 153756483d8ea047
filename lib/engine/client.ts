import { api } from "#lib/browser/api.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import type { EngineJob, FromThread, ResultOf } from "./host/engine-job.ts";
import { type EngineLimits, NORMAL_LIMITS } from "./host/engine-limits.ts";
import { EngineThread, type JobEnd, type ThreadPort } from "./host/engine-thread.ts";
import { modulesOf } from "./host/modules-of.ts";
import { failureOfEnd, unfinishedLint, unfinishedRender } from "./host/unfinished.ts";
import type { ModuleName } from "./host/warm-module.ts";
import type { EngineAddresses, ModuleInfo } from "./schema.ts";
import type { LintInput, LintOutcome, RenderInput, RenderOutcome } from "./types.ts";

/** The engine in this page: a worker of its own, ended when it is closed. */
export type BrowserEngine = {
  /** Settles when it is warm; rejects where it cannot be loaded. Renders may be asked for before. */
  ready: Promise<void>;
  /** @throws the signal's reason when it is stopped */
  render: (input: RenderInput, signal?: AbortSignal) => Promise<RenderOutcome>;
  lint: (input: LintInput, signal?: AbortSignal) => Promise<LintOutcome>;
  info: (name: ModuleName) => Promise<ModuleInfo>;
  close: () => void;
};

let addresses: Promise<EngineAddresses> | null = null;

/** Where the engine's files are, asked once per page. @throws ApiProblem, and the next call asks again */
export function engineAddresses(): Promise<EngineAddresses> {
  addresses ??= api
    .get("/engine/addresses.json", async () => (await import("./schema.ts")).engineAddressesSchema)
    .catch((error: unknown) => {
      addresses = null;
      throw error;
    });
  return addresses;
}

function openPort(): ThreadPort<EngineJob> {
  const worker = new Worker(new URL("./workers/engine-web-worker.ts", import.meta.url), { type: "module" });
  return {
    post: (message) => worker.postMessage(message),
    listen: ({ message, broken }) => {
      worker.addEventListener("message", ({ data }: MessageEvent<FromThread>) => message(data));
      worker.addEventListener("error", (error) =>
        broken({ isMemory: false, message: error.message || "The engine's worker could not be started." }),
      );
    },
    hold: () => {},
    end: () => worker.terminate(),
  };
}

/**
 * Starts the engine and warms what this kind needs, or both modules. Work is done in the order it is asked for; what is
 * stopped while it runs ends within a moment, by ending the worker if need be.
 */
export function openEngine(kind?: ArtifactKind): BrowserEngine {
  const limits: EngineLimits = { ...NORMAL_LIMITS };
  const waiting: (() => void)[] = [];
  const next = () => {
    if (thread.isFree) waiting.shift()?.();
  };
  const thread = new EngineThread<EngineJob>({
    make: openPort,
    limits,
    modules: async (names) => {
      const known = await engineAddresses();
      limits.memoryMib = known.memoryMib;
      return Object.fromEntries(names.map((name) => [name, known[name]]));
    },
    onIdle: next,
  });

  const run = <J extends EngineJob>(job: J, needs: readonly ModuleName[], signal?: AbortSignal) =>
    new Promise<JobEnd<ResultOf<J>>>((resolve, reject) => {
      const begin = () => void thread.run(job, needs, signal).then(resolve, reject).finally(next);
      signal?.addEventListener("abort", () => {
        const at = waiting.indexOf(begin);
        if (at >= 0) waiting.splice(at, 1);
        if (at >= 0) reject(new DOMException("The render was stopped.", "AbortError"));
      });
      waiting.push(begin);
      next();
    });

  const names = kind === undefined ? (["helm", "kustomize"] as const) : modulesOf(kind);
  const openedAt = performance.now();
  const ready = thread
    .warm(names)
    // User timing: a browser's own tools show it, and the bench reads it.
    .then(() => void performance.measure("engine: warm", { start: openedAt }));
  ready.catch(() => {}); // Whoever renders hears of it too.

  return {
    ready,
    render: async (input, signal) => {
      const startedAt = performance.now();
      const end = await run({ op: "render", input, isFresh: false } as const, modulesOf(input.kind), signal);
      performance.measure("engine: render", { start: startedAt });
      if (end.kind === "done") return end.result;
      return unfinishedRender(failureOfEnd(end, limits), performance.now() - startedAt);
    },
    lint: async (input, signal) => {
      const startedAt = performance.now();
      const end = await run({ op: "lint", input, isFresh: false } as const, ["helm"], signal);
      if (end.kind === "done") return end.result;
      return unfinishedLint(failureOfEnd(end, limits), performance.now() - startedAt);
    },
    info: async (name) => {
      const end = await run({ op: "info", name } as const, [name]);
      if (end.kind !== "done") throw new Error(failureOfEnd(end, limits).message);
      return end.result;
    },
    close: () => {
      waiting.length = 0;
      thread.end();
    },
  };
}
