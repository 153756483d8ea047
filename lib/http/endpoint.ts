import type { z } from "zod";
import type { ApiScope } from "#lib/auth/types.ts";
import type { ProblemCode } from "#lib/problems/catalogue.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Who may come in. `anyone`: also who is not signed in, to what is public (ROLE-13). Else a person with a session, an
 * API token of this scope or a higher one, or both.
 */
export type RouteAuth = "anyone" | { session?: true; token?: ApiScope };

/** A body that is no JSON: an archive. Read whole, and never beyond `maxBytes`. */
export type UploadRule = { types: readonly string[]; maxBytes: () => number; what: string };

export type EndpointAnswer = {
  means: string;
  /** The JSON that is answered; without it `contentType` names what is, and a 204 or 307 has no body. */
  schema?: z.ZodType;
  contentType?: string;
  headers?: Record<string, string>;
};

/**
 * One method at one address: what may be sent, what is answered, what is refused. The route is made of it, and so are the
 * OpenAPI document and the page `/docs/api`, so that they cannot say different things.
 */
export type Endpoint = {
  /** The row of the specification that it fulfils. */
  row: string;
  /** Heading on `/docs/api`. */
  group: string;
  method: Method;
  /** Below `/api/v2`; `{K}` stands for each of the kinds' roots. */
  path: string;
  summary: string;
  /** What the summary does not say; plain text. */
  about?: string;
  auth: RouteAuth;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  upload?: UploadRule;
  /** Of a JSON body; 1 MiB where it is not said. */
  maxBodyBytes?: number;
  /** A refusal of its own for a field of query or body that breaks its rule; else `input_invalid`. */
  fieldCodes?: Readonly<Record<string, ProblemCode>>;
  /** The answer holds a secret that is shown once: it is not kept for a repeated request. */
  answersSecret?: true;
  answers: Readonly<Record<number, EndpointAnswer>>;
  errors: readonly ProblemCode[];
  /** A body to show in examples, and query parameters: `?version=1.0.0`. */
  example?: { body?: unknown; query?: string };
};

/** Keeps the exact types of what it is given, so that the route's handler sees them. */
export function endpoint<const E extends Endpoint>(described: E): E {
  return described;
}
