import type { EngineJob, ToThread } from "../host/engine-job.ts";
import { runJob } from "../host/run-job.ts";
import { serveEngine } from "../host/serve-engine.ts";

const hear = serveEngine<EngineJob>((message) => self.postMessage(message), runJob);
self.addEventListener("message", ({ data }: MessageEvent<ToThread<EngineJob>>) => hear(data));
