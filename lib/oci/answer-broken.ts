import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { toOciError } from "#lib/problems/oci-error.ts";
import { Problem } from "#lib/problems/problem.ts";
import { jsonAnswer } from "./answer.ts";
import { earlyHeaders } from "./send-answer.ts";

/** Requests of the registry whose answer has not begun, by their connection. */
const waiting = new WeakMap<Duplex, ServerResponse>();

/** Remembers what is being answered on a connection, until it has been. */
export function noteExchange(socket: Duplex, outgoing: ServerResponse): void {
  waiting.set(socket, outgoing);
}

// What Node answers by itself where nobody listens to "clientError".
const STATUS_LINES: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

function registryRefusal(outgoing: ServerResponse): string {
  const { body, headers } = jsonAnswer(
    400,
    toOciError(new Problem("upload_size_invalid", { detail: "the body ended early" })).body,
  );
  // With what was set before the body was read: the request's id, and what is left of the address's budget (OCI-125).
  const all = { ...earlyHeaders(outgoing), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 400 Bad Request\r\n${lines.join("")}Connection: close\r\n\r\n${body}`;
}

/**
 * Answers what the parser could not read to its end, and closes the connection. A client that stopped in the middle of a body
 * for the registry is told so in the registry's words (OCI-62); everything else hears what Node says by itself.
 */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  const outgoing = waiting.get(socket);
  const isAnswering = outgoing !== undefined && !outgoing.writableEnded;
  if (!socket.writable || (isAnswering && outgoing.headersSent)) {
    socket.destroy(error);
    return;
  }
  const status = STATUS_LINES[error.code ?? ""];
  const isOurs = isAnswering && status === undefined;
  socket.end(
    isOurs
      ? registryRefusal(outgoing)
      : `HTTP/1.1 ${status ?? "400 Bad Request"}\r\nConnection: close\r\n\r\n`,
    () => socket.destroy(error),
  );
}
