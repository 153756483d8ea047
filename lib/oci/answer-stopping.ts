import type { IncomingMessage, ServerResponse } from "node:http";
import { toOciError } from "#lib/problems/oci-error.ts";
import { Problem } from "#lib/problems/problem.ts";
import { jsonAnswer } from "./answer.ts";
import { sendAnswer } from "./send-answer.ts";

const RETRY_SECONDS = 5;

/** Refuses a request because this process is about to end; in the registry's words, so that clients try again (X12). */
export function answerStopping(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { status, body } = toOciError(new Problem("unavailable", { detail: "it is stopping" }));
  const answer = jsonAnswer(status, body, { "Retry-After": String(RETRY_SECONDS) });
  sendAnswer(incoming, outgoing, answer).catch(() => outgoing.destroy());
}
