import type { IncomingMessage, ServerResponse } from "node:http";
import { Problem } from "#lib/problems/problem.ts";
import { lendChunks, takeChunks } from "./take-chunks.ts";

type Exchange = { incoming: IncomingMessage; outgoing: ServerResponse };

const LENGTH = /^\d{1,15}$/;

/** Bytes that the request says it carries; null where it is sent in chunks of unknown number. */
export function bodyLength(incoming: IncomingMessage): number | null {
  if (incoming.headers["transfer-encoding"] !== undefined) return null;
  const length = incoming.headers["content-length"] ?? "0";
  return LENGTH.test(length) ? Number(length) : null;
}

/** Whether any of the body can still be waiting. */
export function hasUnreadBody(incoming: IncomingMessage): boolean {
  return bodyLength(incoming) !== 0 && !incoming.readableEnded;
}

/** Whether the client waits for a word before it sends its body (OCI-21). */
export function isWaiting(incoming: IncomingMessage): boolean {
  return /^100-continue$/i.test(incoming.headers.expect ?? "");
}

/**
 * The body as it arrives. A client that waits is told to go on only now, when nothing speaks against the request any more.
 * @param expectedBytes what must come, where it is known; less or more is refused, and so is a connection that ends early (OCI-62)
 * @throws Problem "upload_size_invalid"
 */
export async function* bodyOf(
  { incoming, outgoing }: Exchange,
  expectedBytes: number | null,
): AsyncGenerator<Buffer> {
  if (isWaiting(incoming)) outgoing.writeContinue();
  let bytes = 0;
  try {
    // Not destroyed when the reader stops early: the refusal still has to be sent on this connection.
    for await (const chunk of takeChunks(incoming)) {
      bytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw new Problem("upload_size_invalid", { detail: "the body ended early", cause: error });
  }
  if (expectedBytes !== null && bytes !== expectedBytes)
    throw new Problem("upload_size_invalid", {
      detail: `${expectedBytes} bytes were announced, ${bytes} came`,
    });
}

/** bodyOf for who keeps no chunk: what was read is forgotten when the next is asked for. */
export function lentBodyOf(exchange: Exchange, expectedBytes: number | null): AsyncGenerator<Buffer> {
  return lendChunks(bodyOf(exchange, expectedBytes));
}

/** @throws Problem "too_large" when the length that the request announces is over the limit: nothing is read then (OCI-75) */
export function refuseLongBody(incoming: IncomingMessage, maxBytes: number): void {
  const length = bodyLength(incoming);
  if (length !== null && length > maxBytes) throw tooLarge(maxBytes, length);
}

/** GOH-70. @param sizeBytes what would have come, where that is known */
export function tooLarge(limitBytes: number, sizeBytes: number | null): Problem {
  const size = sizeBytes === null ? "" : `, this has ${sizeBytes}`;
  return new Problem("too_large", {
    detail: `the limit is ${limitBytes} bytes${size}`,
    facts: { limitBytes, ...(sizeBytes === null ? {} : { sizeBytes }) },
  });
}

/** The whole body in memory. @throws Problem "too_large" as soon as it is over the limit; "upload_size_invalid" */
export async function readBody(exchange: Exchange, maxBytes: number): Promise<Buffer> {
  refuseLongBody(exchange.incoming, maxBytes);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of bodyOf(exchange, bodyLength(exchange.incoming))) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes, null);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
