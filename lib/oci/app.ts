import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { Viewer } from "#lib/auth/types.ts";
import { settleChanges } from "#lib/db/changes.ts";
import { env } from "#lib/env/env.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { identifyRegistryCaller } from "#lib/http/identify.ts";
import { chargeRequest } from "#lib/http/rate-limit.ts";
import type { Verdict } from "#lib/http/rate-limiter.ts";
import { chargeToken } from "#lib/http/token-budget.ts";
import { newId } from "#lib/ids/ids.ts";
import { log } from "#lib/log/log.ts";
import { toOciError } from "#lib/problems/oci-error.ts";
import { isProblem, Problem } from "#lib/problems/problem.ts";
import { COMMON_HEADERS, jsonAnswer } from "./answer.ts";
import { noteExchange } from "./answer-broken.ts";
import { parsePath, type RegistryTarget } from "./parse-path.ts";
import type { Answer } from "./registry-call.ts";
import { deedOf } from "./routes.ts";
import { earlyHeaders, sendAnswer, tellEarly } from "./send-answer.ts";
import { warnOfExpiry } from "./warn-of-expiry.ts";

type Exchange = { incoming: IncomingMessage; outgoing: ServerResponse };

/** The host that people write in front of a repository name. */
const publicHost = () => processWide("oci.host", () => new URL(env().CHARTROOM_PUBLIC_URL).host);

/** OCI-25: one challenge, and its realm has neither "basic" nor "bearer" in it, which some clients would read as the scheme. */
function challenge(): string {
  const host = publicHost();
  return `Basic realm="${/basic|bearer/i.test(host) ? "registry" : host}"`;
}

function requestIdOf(incoming: IncomingMessage): string {
  const id = incoming.headers["x-request-id"];
  return typeof id === "string" ? id : newId("req");
}

function sayWait(seconds: number): string {
  return `try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}`;
}

type Charge = Verdict & { limit: number };

const tellBudget = (outgoing: ServerResponse, { limit, remaining, resetSeconds }: Charge) =>
  tellEarly(outgoing, {
    "RateLimit-Limit": String(limit),
    "RateLimit-Remaining": String(remaining),
    "RateLimit-Reset": String(resetSeconds),
  });

/** Whether the address has less left than the token: of two budgets a client is told of the one that it runs into. */
function isAddressCloser(outgoing: ServerResponse, { remaining }: Charge): boolean {
  const told = earlyHeaders(outgoing)["RateLimit-Remaining"];
  return told !== undefined && Number(told) < remaining;
}

/** NB-28: a token may have a budget of its own. @throws Problem "token_rate_limited" */
function requireTokenBudget(viewer: Viewer, { incoming, outgoing }: Exchange): void {
  const charge = chargeToken(viewer, incoming.method);
  if (!charge) return;
  if (!isAddressCloser(outgoing, charge)) tellBudget(outgoing, charge);
  if (charge.isServed) return;
  throw new Problem("token_rate_limited", {
    detail: `${charge.limit} a minute are its budget; ${sayWait(charge.retrySeconds)}`,
    headers: { "Retry-After": String(charge.retrySeconds) },
  });
}

async function answerCall(exchange: Exchange, requestId: string): Promise<Answer> {
  const { incoming } = exchange;
  const target: RegistryTarget = parsePath(incoming.url ?? "/", publicHost().length);
  const deed = deedOf(target.path.route, incoming.method ?? "GET");
  const viewer = await identifyRegistryCaller(incoming.headers.authorization ?? null, requestId);
  requireTokenBudget(viewer, exchange);
  const answer = await deed({ ...exchange, ...target, viewer });
  // What is answered here is so at every process (NB-18, S6); after a read there is nothing to wait for.
  const settling = settleChanges();
  if (settling !== null) await settling;
  return warnOfExpiry(viewer, answer);
}

function refusalOf(error: unknown, requestId: string): Answer {
  const { status, headers, body } = toOciError(error);
  if (status >= 500) log.error({ requestId, door: "oci", err: error }, "the registry could not answer");
  return jsonAnswer(status, body, status === 401 ? { "WWW-Authenticate": challenge(), ...headers } : headers);
}

/** OCI-35: who tried, and nothing of what they tried with. The request itself is charged like any other. */
function noteFailedLogin(error: unknown, incoming: IncomingMessage, requestId: string): void {
  if (!isProblem(error) || error.code !== "registry_token_invalid") return;
  log.warn({ requestId, door: "oci", address: clientAddress(incoming) }, "a login to the registry failed");
}

async function answerExchange(exchange: Exchange): Promise<void> {
  const { incoming, outgoing } = exchange;
  const requestId = requestIdOf(incoming);
  noteExchange(incoming.socket, outgoing);
  try {
    await sendAnswer(incoming, outgoing, await answerCall(exchange, requestId));
  } catch (error) {
    noteFailedLogin(error, incoming, requestId);
    if (outgoing.headersSent) outgoing.destroy();
    else await sendAnswer(incoming, outgoing, refusalOf(error, requestId));
  }
}

/**
 * The registry plane. Names have slashes in them, which no router's pattern can tell from a route's own, so the path is read
 * by `parse-path.ts`; answers are written to Node's own response, which keeps their length and their repeated headers.
 */
export const registry = new Hono<{ Bindings: Exchange }>();
registry.all("*", async (context) => {
  await answerExchange(context.env);
  return RESPONSE_ALREADY_SENT;
});

/** For requests whose host or target Hono cannot make a URL of: they never reach the app. */
function answerUnreadable(): Response {
  const { status, body } = toOciError(new Problem("address_unknown"));
  return Response.json(body, { status, headers: { ...COMMON_HEADERS, "Content-Type": "application/json" } });
}

const answerCharged = getRequestListener(registry.fetch, {
  overrideGlobalObjects: false,
  // The rest of a body is read away by send-answer.ts, up to a limit of its own (OCI-20).
  autoCleanupIncoming: false,
  hostname: "localhost",
  errorHandler: answerUnreadable,
});

/** A host that every parser of addresses takes: names and IPv4 addresses, with or without a port. */
const PLAIN_HOST = /^[a-z0-9.-]{1,255}(:\d{1,5})?$/i;

/**
 * Requests with such a host go past Hono: making its request and response is felt in a pull, and paths are read by
 * `parse-path.ts` either way (docs/performance.md).
 */
const isPlain = ({ headers }: IncomingMessage) => PLAIN_HOST.test(headers.host ?? "");

/**
 * The door for `server.ts`: every request to `/v2` and below it, and every one of them that expects 100-continue. Each is
 * charged to its address before anything of it is looked at (OCI-123, OCI-125), and so before its body is asked for.
 */
export async function answerRegistry(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const charge = chargeRequest(incoming);
  if (charge) tellBudget(outgoing, charge);
  if (!charge || charge.isServed)
    return isPlain(incoming) ? answerExchange({ incoming, outgoing }) : answerCharged(incoming, outgoing);
  const { retrySeconds } = charge;
  const refusal = new Problem("rate_limited", {
    detail: sayWait(retrySeconds),
    headers: { "Retry-After": String(retrySeconds) },
  });
  noteExchange(incoming.socket, outgoing);
  await sendAnswer(incoming, outgoing, refusalOf(refusal, requestIdOf(incoming)));
}
