import { engineFile } from "./engine-files.ts";
import type { FromThread, ServerJob } from "./host/engine-job.ts";
import type { ThreadPort } from "./host/engine-thread.ts";

const STACK_MB = 16;
const HEAP_MB = 1024;

// Asked for at run time: a bundler that sees a Worker made wants to bundle whatever it could run.
const threads = () => process.getBuiltinModule("node:worker_threads");

/** Starts a thread of Node. It keeps the process alive only while it is at work. */
export function openThreadPort(): ThreadPort<ServerJob> {
  const worker = new (threads().Worker)(engineFile("lib/engine/workers/engine-worker.ts"), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, stackSizeMb: STACK_MB },
    env: {},
  });
  worker.unref();
  return {
    hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
    post: (message) => worker.postMessage(message),
    listen: ({ message, broken }) => {
      worker.on("message", (said: FromThread) => message(said));
      worker.on("error", (error: Error & { code?: string }) =>
        broken({ isMemory: error.code === "ERR_WORKER_OUT_OF_MEMORY", message: error.message }),
      );
    },
    end: () => {
      worker.removeAllListeners();
      worker.on("error", () => {}); // It is being ended: whatever it still meets is nobody's any more.
      void worker.terminate();
    },
  };
}
