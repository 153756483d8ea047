import { parentPort } from "node:worker_threads";
import { findProblems, newFindMemory } from "../findings/find-problems.ts";
import type { ServerJob, ToThread } from "../host/engine-job.ts";
import { runJob } from "../host/run-job.ts";
import { serveEngine } from "../host/serve-engine.ts";
import { readKubernetesSchemas } from "../kubernetes-files.ts";

// A fault outside a job ends the thread: whoever waits for it then hears of it.
const hear = serveEngine<ServerJob>(
  (message) => parentPort?.postMessage(message),
  // Nothing is kept for the next job: it may be somebody else's.
  (job, modules) =>
    job.op === "find"
      ? findProblems({ ...job.input, schemas: readKubernetesSchemas }, newFindMemory())
      : runJob(job, modules),
);
parentPort?.on("message", (message: ToThread<ServerJob>) => hear(message));
