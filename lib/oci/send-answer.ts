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

type Headers = Record<string, string | string[]>;

const early = new WeakMap<ServerResponse, Headers>();

/** What was known of an answer before it was there, such as what is left of a budget: it goes out with its headers. */
export function tellEarly(outgoing: ServerResponse, headers: Headers): void {
  early.set(outgoing, headers);
}

/** What every answer to this request carries, also where the registry is not asked any more. */
export function earlyHeaders(outgoing: ServerResponse): Headers {
  const id = outgoing.req.headers["x-request-id"];
  return { ...(id === undefined ? {} : { "X-Request-Id": id }), ...early.get(outgoing) };
}

/** Writes an answer. A body that was not read is read away, or the connection closed. */
export async function sendAnswer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: Answer,
): Promise<void> {
  const { status, body } = answer;
  const headers: Headers = { ...earlyHeaders(outgoing), ...answer.headers };
  if (hasUnreadBody(incoming) && !(await drain(incoming))) headers.Connection = "close";
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
