import { parentPort } from "node:worker_threads";
import type { EngineJob, ToThread } from "../host/engine-job.ts";
import { runJob } from "../host/run-job.ts";
import { serveEngine } from "../host/serve-engine.ts";

// A fault outside a job ends the thread: whoever waits for it then hears of it.
const hear = serveEngine<EngineJob>((message) => parentPort?.postMessage(message), runJob);
parentPort?.on("message", (message: ToThread<EngineJob>) => hear(message));
