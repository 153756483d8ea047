import type { EngineLimit, ModuleAnswer, RenderFailure } from "../schema.ts";
import type { TreeEntry } from "../types.ts";
import { type EngineLimits, sayLimit } from "./engine-limits.ts";
import { placeOfFailure } from "./failure-place.ts";
import type { Reply } from "./warm-module.ts";

const NOWHERE = { path: null, line: null, column: null };
// Helm ends the message of a failed template with advice about a flag; whoever reads it here has no such flag.
const DEBUG_ADVICE = /\n\nUse --debug flag to render out invalid YAML\s*$/;

/** The failure that a module answered with. Paths in its message are from the artifact's root. */
export function failureOfModule(answer: ModuleAnswer, input: { files: readonly TreeEntry[] }): RenderFailure {
  const message = cleanMessage(answer.stderr);
  return {
    cause: answer.failure ?? "refused",
    limit: null,
    message,
    ...placeOfFailure(message, answer.failure ?? "refused", input.files),
  };
}

/** The failure of a question that did not come to its end inside the thread. */
export function failureOfLimit(reply: Exclude<Reply, { kind: "answered" }>): RenderFailure {
  const { message } = reply;
  return reply.kind === "limit"
    ? { cause: "limit", limit: reply.limit, message, ...NOWHERE }
    : crashFailure(message);
}

/** The failure of a job whose thread was ended at a limit. */
export function limitFailure(limit: EngineLimit, limits: EngineLimits): RenderFailure {
  return { cause: "limit", limit, message: sayLimit(limit, limits), ...NOWHERE };
}

export function crashFailure(message: string): RenderFailure {
  return { cause: "crash", limit: null, message, ...NOWHERE };
}

/** What the program says after `Error: `, with paths from the artifact's root. */
function cleanMessage(stderr: string): string {
  const start = /^Error: /m.exec(stderr);
  const said = start ? stderr.slice(start.index + start[0].length) : stderr;
  return said
    .replace(DEBUG_ADVICE, "")
    .replaceAll("/work/artifact/", "")
    .replaceAll("/work/artifact", ".")
    .replaceAll(/\/values\/\d+\//g, "")
    .trim();
}
