import type { FromThread, ToThread } from "./engine-job.ts";
import { ThreadModules } from "./thread-modules.ts";

/**
 * Serves jobs inside a thread: a worker thread of Node or a Web Worker. Jobs come one at a time.
 * @returns what to call with each message
 */
export function serveEngine<J>(
  post: (message: FromThread) => void,
  run: (job: J, modules: ThreadModules) => unknown,
): (message: ToThread<J>) => void {
  let modules: ThreadModules | null = null;

  const opened = () => {
    if (!modules) throw new Error("The thread was not started.");
    return modules;
  };

  const answer = async (message: ToThread<J>): Promise<void> => {
    switch (message.type) {
      case "start":
        modules = new ThreadModules(message.limits, post);
        return;
      case "warm":
        await opened().prepare(message.names, message.modules);
        post({ type: "warmed" });
        return;
      case "job": {
        await opened().prepare(message.needs, message.modules);
        post({ type: "started", id: message.id });
        const result = await run(message.job, opened());
        post({ type: "done", id: message.id, result });
        // An instance that was dropped is made anew while nobody waits.
        await opened().prepare(message.needs, message.modules);
      }
    }
  };

  return (message) => {
    answer(message).catch((error: unknown) => {
      const id = message.type === "job" ? message.id : null;
      post({ type: "failed", id, message: error instanceof Error ? error.message : String(error) });
    });
  };
}
