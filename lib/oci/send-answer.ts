import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { hasUnreadBody, isWaiting } from "./read-body.ts";
import type { Answer } from "./registry-call.ts";

/** OCI-20: what is read of a body that nobody wants, so that the connection can be used again. */
const DRAIN_BYTES = 64 * 1024;
const DRAIN_MS = 1000;

/** Reads away a small rest of a body. @returns whether the end was reached */
async function drain(incoming: IncomingMessage): Promise<boolean> {
  // Who waits for a word before sending has sent nothing, and may send nothing: there is no end to wait for.
  if (isWaiting(incoming) || incoming.destroyed) return false;
  return new Promise((done) => {
    let bytes = 0;
    const settle = (reachedEnd: boolean) => {
      clearTimeout(timer);
      incoming.off("data", onData).off("end", onEnd).off("error", onCut).off("close", onCut);
      incoming.pause();
      done(reachedEnd);
    };
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > DRAIN_BYTES) settle(false);
    };
    const onEnd = () => settle(true);
    const onCut = () => settle(false);
    const timer = setTimeout(onCut, DRAIN_MS);
    incoming.on("data", onData).on("end", onEnd).on("error", onCut).on("close", onCut);
    incoming.resume();
  });
}

/** Writes an answer. A body that was not read is read away, or the connection closed. */
export async function sendAnswer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: Answer,
): Promise<void> {
  const { status, headers, body } = answer;
  if (hasUnreadBody(incoming) && !(await drain(incoming))) outgoing.setHeader("Connection", "close");
  if (outgoing.destroyed) return;
  if (body === null || Buffer.isBuffer(body)) {
    outgoing.writeHead(status, headers);
    // Node leaves the body of an answer to HEAD away, and keeps its length.
    outgoing.end(body ?? undefined);
    return;
  }
  // What cannot be opened is still answered with its error; once bytes have gone out there is no way back.
  await once(body, "readable");
  outgoing.strictContentLength = true;
  outgoing.writeHead(status, headers);
  // A client that goes away ends the reading; a store that fails midway cuts the connection: never a wrong length.
  await pipeline(body, outgoing).catch(() => {});
}
