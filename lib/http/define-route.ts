import type { z } from "zod";
import type { Viewer } from "#lib/auth/types.ts";
import { settleChanges } from "#lib/db/changes.ts";
import { newId } from "#lib/ids/ids.ts";
import { log } from "#lib/log/log.ts";
import { catalogue, type ProblemCode } from "#lib/problems/catalogue.ts";
import { asProblem, isProblem, Problem } from "#lib/problems/problem.ts";
import type { Endpoint, Method, RouteAuth, UploadRule } from "./endpoint.ts";
import { answerOnce, hashRequest, idempotencyKeyOf } from "./idempotency.ts";
import { noBody, parseInput, queryValues } from "./parse-input.ts";
import { problemAnswer } from "./problem-answer.ts";
import { mediaTypeOf, parseJsonBody, readBody } from "./read-body.ts";
import { type RouteAnswer, toResponse } from "./route-answer.ts";
import { routeViewer, signInRequired } from "./route-viewer.ts";

const DEFAULT_MAX_BODY = 1024 ** 2;

type Asked<P extends z.ZodType, Q extends z.ZodType> = {
  viewer: Viewer;
  params: z.output<P>;
  query: z.output<Q>;
  request: Request;
};

type Rule<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
  auth: RouteAuth;
  params?: P;
  query?: Q;
  body?: B;
  maxBodyBytes?: number;
  upload?: UploadRule;
  fieldCodes?: Readonly<Record<string, ProblemCode>>;
  answersSecret?: true;
  /** Takes the request, with its JSON body where it has one. */
  handle?: (asked: Asked<P, Q> & { body: z.output<B> }) => Promise<RouteAnswer>;
  /** Takes a body that is no JSON, of a type that `upload` names. */
  receive?: (asked: Asked<P, Q> & { bytes: Buffer; mediaType: string }) => Promise<RouteAnswer>;
} & Partial<Pick<Endpoint, "row" | "method" | "path">>;

export type Route = {
  (request: Request, context: { params: Promise<unknown> }): Promise<Response>;
  /** What the route was made of; null where nobody described it (a test finds that). */
  endpoint: { method: Method; path: string } | null;
};

const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

type Sent = { kind: "json"; raw: Buffer; value: unknown } | { kind: "bytes"; raw: Buffer; mediaType: string };

type BodyRule = Pick<Rule<z.ZodType, z.ZodType, z.ZodType>, "body" | "upload" | "maxBodyBytes">;

/** @throws Problem "media_type_unsupported" for a body that is neither JSON nor one of the types that are taken here */
async function readSent(rule: BodyRule, request: Request): Promise<Sent> {
  if (!WRITES.has(request.method)) return { kind: "json", raw: Buffer.alloc(0), value: {} };
  const mediaType = mediaTypeOf(request);
  if (rule.upload?.types.includes(mediaType))
    return { kind: "bytes", raw: await readBody(request, rule.upload.maxBytes()), mediaType };
  const taken = [...(rule.body ? ["application/json"] : []), ...(rule.upload?.types ?? [])];
  const raw = await readBody(request, rule.maxBodyBytes ?? DEFAULT_MAX_BODY);
  if (raw.length === 0 && taken.length === 0) return { kind: "json", raw, value: {} };
  if (mediaType === "application/json" && (rule.body || !rule.upload))
    return { kind: "json", raw, value: parseJsonBody(raw) };
  throw new Problem("media_type_unsupported", {
    detail: `The body is ${mediaType || "of no named type"}; this takes ${taken.join(" or ") || "no body"}.`,
    hint: "Name the type in Content-Type.",
  });
}

async function answerRequest<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  rule: Rule<P, Q, B>,
  viewer: Viewer,
  request: Request,
  rawParams: unknown,
): Promise<RouteAnswer> {
  const { params: paramsSchema, query: querySchema, fieldCodes } = rule;
  // `as`: a rule without a schema has no such input, and its handler's type (undefined) says so.
  const params = (paramsSchema ? parseParams(paramsSchema, rawParams) : undefined) as z.output<P>;
  const values = queryValues(new URL(request.url).searchParams);
  const query = (querySchema ? parseInput(querySchema, values, fieldCodes) : undefined) as z.output<Q>;
  const sent = await readSent(rule, request);
  const asked = { viewer, params, query, request };
  const work = prepareWork(rule, asked, sent);
  const key = WRITES.has(request.method) ? idempotencyKeyOf(request) : null;
  if (key === null) return work();
  const once = { viewer, key, requestHash: hashRequest(request, sent.raw) };
  return answerOnce({ ...once, answersSecret: rule.answersSecret ?? false }, work);
}

function parseParams<P extends z.ZodType>(schema: P, raw: unknown): z.output<P> {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new Problem("address_unknown", { cause: parsed.error });
  return parsed.data;
}

/** Checks the body and gives back what is left to do: a key is spent only on a request that is understood. */
function prepareWork<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  { body: schema, fieldCodes, handle, receive }: Rule<P, Q, B>,
  asked: Asked<P, Q>,
  sent: Sent,
): () => Promise<RouteAnswer> {
  if (sent.kind === "bytes" && receive)
    return () => receive({ ...asked, bytes: sent.raw, mediaType: sent.mediaType });
  if (sent.kind === "bytes" || !handle) throw new Problem("method_unsupported");
  // `as`: a rule without a body schema takes none, and its handler does not look at it.
  const body = parseInput(schema ?? noBody, sent.value, fieldCodes) as z.output<B>;
  return () => handle({ ...asked, body });
}

const HIDDEN = new Set<ProblemCode>(["artifact_unknown", "repository_unknown", "project_unknown"]);

/** A stranger gets one answer for what is missing and what is not public (CAT-34). */
function forStranger(error: unknown, viewer: Viewer | null): unknown {
  const hides = isProblem(error) && HIDDEN.has(error.code);
  return hides && viewer?.role === null ? signInRequired(error) : error;
}

function refuse(error: unknown, request: Request, requestId: string): Response {
  const problem = asProblem(error);
  if (catalogue[problem.code].log === "error")
    log.error(
      { requestId, code: problem.code, method: request.method, err: problem.cause ?? problem },
      "request failed",
    );
  return toResponse(problemAnswer(error, requestId), request, requestId);
}

/** server.ts gives each request its id; a route that is called without it makes one. */
const requestIdOf = (request: Request) => request.headers.get("x-request-id") ?? newId("req");

/**
 * A handler of Next for one method: who may come in, what they may bring, what is called. Refusals become problem+json,
 * faults say nothing of themselves, an `Idempotency-Key` makes a write happen once (API-21).
 */
export function defineRoute<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(rule: Rule<P, Q, B>): Route {
  const route = async (request: Request, context: { params: Promise<unknown> }) => {
    const requestId = requestIdOf(request);
    let viewer: Viewer | null = null;
    try {
      viewer = await routeViewer(rule.auth, request, requestId);
      const answer = await answerRequest(rule, viewer, request, await context.params);
      // What is answered here is so at every process (NB-18, S6).
      if (WRITES.has(request.method)) await settleChanges();
      return toResponse(answer, request, requestId);
    } catch (error) {
      return refuse(forStranger(error, viewer), request, requestId);
    }
  };
  const { method, path } = rule;
  return Object.assign(route, { endpoint: method && path ? { method, path } : null });
}

const ALL_METHODS: Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

type Refused = { code: "method_unsupported" | "version_immutable" | "address_unknown"; hint?: string };

/**
 * Handlers that refuse every method but these, with `Allow` (RFC 9110, section 15.5.6). Looks at nothing, so that the
 * answer is the same for whatever the address names.
 */
export function otherMethods(allowed: Method[], refused: Refused = { code: "method_unsupported" }) {
  const allow = [...allowed, ...(allowed.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const { code, hint } = refused;
  const details = { ...(hint ? { hint } : {}), headers: code === "address_unknown" ? {} : { allow } };
  const answer = async (request: Request) =>
    refuse(new Problem(code, details), request, requestIdOf(request));
  const route = Object.assign(answer, { refuses: code });
  return Object.fromEntries(ALL_METHODS.map((method) => [method, route])) as Record<Method, typeof route>; // `as`: all five.
}
