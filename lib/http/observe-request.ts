import type { IncomingMessage, ServerResponse } from "node:http";
import { newId } from "#lib/ids/ids.ts";
import { log } from "#lib/log/log.ts";
import { requestSeconds } from "#lib/metrics/metrics.ts";
import { clientAddress } from "./client-address.ts";

/** The path without its query: a query may hold what does not belong in a log. */
const pathOf = (request: IncomingMessage) => (request.url ?? "/").split("?", 1)[0];

/**
 * Gives the request an id that every log line, refusal and audit row of it carries, and writes one line when it has been
 * answered or cut. An id that a client sends is not taken over: it could name somebody else's request.
 */
export function observeRequest(request: IncomingMessage, response: ServerResponse, door: string): void {
  const requestId = newId("req");
  request.headers["x-request-id"] = requestId;
  // The registry writes it with its other headers: one that is set beforehand makes Node take each of them apart again.
  if (door !== "oci") response.setHeader("X-Request-Id", requestId);
  // For the pages, which see neither address nor connection; what a client sends under these names is overwritten.
  request.headers["x-chartroom-path"] = request.url ?? "/";
  const address = clientAddress(request);
  request.headers["x-chartroom-address"] = address;
  const startedAt = performance.now();
  response.on("close", () => {
    const ms = performance.now() - startedAt;
    const { method = "GET" } = request;
    const status = response.statusCode;
    requestSeconds.observe({ door, method, status: `${Math.floor(status / 100)}xx` }, ms / 1000);
    const line = {
      requestId,
      door,
      method,
      path: pathOf(request),
      status,
      ms: Math.round(ms * 10) / 10,
      address,
    };
    const level = status >= 500 ? "error" : door === "page" || door === "probe" ? "debug" : "info";
    log[level](response.writableFinished ? line : { ...line, outcome: "cut" }, "request");
  });
}
