import { engineAddresses } from "../client.ts";
import type { FindJob, FromThread } from "../host/engine-job.ts";
import { NORMAL_LIMITS, sayLimit } from "../host/engine-limits.ts";
import { EngineThread, type JobEnd, type ThreadPort } from "../host/engine-thread.ts";
import type { Finding } from "../schema.ts";
import type { FindInput } from "./find-problems.ts";
import { tellUnfinished } from "./unfinished-check.ts";

/** Finds in a Web Worker of its own, so that nothing a file holds keeps the page from answering. */
export type BrowserFinder = {
  /**
   * What there is to say of these files and renders. One after the other; what waits when a newer one is asked for is
   * dropped. A check that meets a limit says so as a finding.
   * @throws AbortError where a newer one was asked for before this one began, the signal's reason when it is stopped
   * @throws Error where the schemas cannot be loaded
   */
  find: (input: Omit<FindInput, "schemas">, signal?: AbortSignal) => Promise<Finding[]>;
  close: () => void;
};

function openPort(): ThreadPort<FindJob> {
  const worker = new Worker(new URL("../workers/find-web-worker.ts", import.meta.url), { type: "module" });
  return {
    post: (message) => worker.postMessage(message),
    listen: ({ message, broken }) => {
      worker.addEventListener("message", ({ data }: MessageEvent<FromThread>) => message(data));
      worker.addEventListener("error", (error) =>
        broken({ isMemory: false, message: error.message || "The worker of checks could not be started." }),
      );
    },
    hold: () => {},
    end: () => worker.terminate(),
  };
}

/** Starts a finder; its worker is started by the first check. */
export function openFinder(): BrowserFinder {
  let waiting: { begin: () => Promise<void>; drop: () => void } | null = null;
  let isBusy = false;
  const thread = new EngineThread<FindJob>({
    make: openPort,
    limits: NORMAL_LIMITS,
    modules: async () => ({}),
  });
  const next = () => {
    if (isBusy || waiting === null) return;
    isBusy = true;
    const { begin } = waiting;
    waiting = null;
    void begin().finally(() => {
      isBusy = false;
      next();
    });
  };
  const drop = () => {
    waiting?.drop();
    waiting = null;
  };
  const check = async (input: FindJob["input"], signal: AbortSignal | undefined): Promise<Finding[]> => {
    const addresses = (await engineAddresses()).kubernetes;
    return toFindings(await thread.run({ op: "find", input, addresses }, [], signal));
  };
  return {
    find: (input, signal) => {
      drop();
      return new Promise((resolve, reject) => {
        waiting = {
          begin: () => check(input, signal).then(resolve, reject),
          drop: () => reject(new DOMException("A newer check was asked for.", "AbortError")),
        };
        next();
      });
    },
    close: () => {
      drop();
      thread.end();
    },
  };
}

/** @throws Error where the check broke, as where the schemas cannot be loaded */
function toFindings(end: JobEnd<Finding[]>): Finding[] {
  switch (end.kind) {
    case "done":
      return end.result;
    case "limit":
      return [tellUnfinished(sayLimit(end.limit, NORMAL_LIMITS))];
    case "crashed":
      throw new Error(end.message);
  }
}
