import { mapOutput } from "#lib/engine/findings/output-map.ts";
import { OutputDesk } from "../output-desk.ts";
import type { ToOutputDesk } from "../output-messages.ts";

const desk = new OutputDesk(mapOutput, (message) => self.postMessage(message));

self.addEventListener("message", ({ data }: MessageEvent<ToOutputDesk>) => desk.take(data));
