import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { catalogue, type ProblemCode } from "#lib/problems/catalogue.ts";
import { problemJsonSchema } from "#lib/problems/problem-json.ts";
import type { Endpoint, EndpointAnswer, RouteAuth } from "./endpoint.ts";

type Described = {
  endpoints: readonly Endpoint[];
  /** `{K}` of a path stands for each of these. */
  roots: readonly string[];
  /** What each `{name}` of a path means. */
  pathParams: Readonly<Record<string, string>>;
  /** Schemas with a name of their own. */
  schemas: Readonly<Record<string, z.ZodType>>;
  version: string;
};

/** Refusals that any request of this kind may meet, besides its own. */
function commonErrors(endpoint: Endpoint): ProblemCode[] {
  const isWrite = endpoint.method !== "GET" && Object.keys(endpoint.answers).length > 0;
  return [
    ...(endpoint.auth === "anyone" && endpoint.errors.length === 0
      ? []
      : (["token_invalid", "sign_in_required", "second_factor_required"] as const)),
    ...(isWrite ? (["origin_refused", "idempotency_conflict", "idempotency_busy"] as const) : []),
    ...(endpoint.body || endpoint.upload ? (["too_large", "media_type_unsupported"] as const) : []),
  ];
}

/** Every refusal of an endpoint, without doubles. */
export const errorsOf = (endpoint: Endpoint): ProblemCode[] => [
  ...new Set([...endpoint.errors, ...commonErrors(endpoint)]),
];

function refusalsByStatus(endpoint: Endpoint): NonNullable<ZodOpenApiOperationObject["responses"]> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of errorsOf(endpoint)) {
    const { status } = catalogue[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${catalogue[code].title}`).join("; "),
        content: { "application/problem+json": { schema: problemJsonSchema } },
      },
    ]),
  );
}

const binary = { type: "string", contentMediaType: "application/octet-stream" } as const;

function contentOf({ schema, contentType }: EndpointAnswer) {
  if (schema) return { content: { [contentType ?? "application/json"]: { schema } } };
  return contentType ? { content: { [contentType]: { schema: binary } } } : {};
}

function answerOf(answer: EndpointAnswer) {
  const headers = Object.entries(answer.headers ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: "string" as const } },
  ]);
  return {
    description: answer.means,
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
    ...contentOf(answer),
  };
}

function securityOf(auth: RouteAuth): Record<string, string[]>[] {
  if (auth === "anyone") return [{}, { apiToken: [] }, { session: [] }];
  return [...(auth.token ? [{ apiToken: [] }] : []), ...(auth.session ? [{ session: [] }] : [])];
}

/** The names between braces: `/{K}/{name}` has `name`; `K` is written out. */
export const placeholders = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).filter((name) => name !== "K");

function pathParamsOf(path: string, meanings: Described["pathParams"]) {
  const shape = placeholders(path).map((name) => [
    name,
    z.string().meta({ description: meanings[name] ?? "" }),
  ]);
  return shape.length > 0 ? { path: z.object(Object.fromEntries(shape)) } : {};
}

const orgParam = {
  org: z
    .string()
    .optional()
    .meta({ description: "The organization's slug; without it the token's, or one's current one." }),
};

/** Query parameters are texts: a schema that parses to something else shows what may be written. */
function queryParamsOf(endpoint: Endpoint) {
  if (endpoint.auth === "anyone" && endpoint.errors.length === 0) return {};
  const { query } = endpoint;
  return { query: query instanceof z.ZodObject ? query.extend(orgParam) : z.object(orgParam) };
}

const idempotencyKey = {
  header: z.object({
    "Idempotency-Key": z.string().max(255).optional().meta({
      description:
        "Makes the write happen once: the same request again, within 24 hours, gets the same answer.",
    }),
  }),
};

function requestBodyOf({ body, upload, example }: Endpoint) {
  const json = body
    ? { "application/json": { schema: body, ...(example?.body ? { example: example.body } : {}) } }
    : {};
  const archives = (upload?.types ?? []).map((type) => [type, { schema: binary }]);
  const content = { ...json, ...Object.fromEntries(archives) };
  return Object.keys(content).length > 0 ? { requestBody: { required: true, content } } : {};
}

function operationOf(endpoint: Endpoint, path: string, described: Described): ZodOpenApiOperationObject {
  const { method, summary, about, group, row, auth } = endpoint;
  const scope = auth !== "anyone" && auth.token ? `API tokens need the scope \`${auth.token}\`.` : "";
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+(\w)?/g, (_, one = "") => one.toUpperCase())}`,
    summary,
    description: [about, scope].filter(Boolean).join("\n\n"),
    tags: [group],
    security: securityOf(auth),
    requestParams: {
      ...pathParamsOf(path, described.pathParams),
      ...queryParamsOf(endpoint),
      ...(method === "GET" || Object.keys(endpoint.answers).length === 0 ? {} : idempotencyKey),
    },
    ...requestBodyOf(endpoint),
    responses: {
      ...Object.fromEntries(
        Object.entries(endpoint.answers).map(([status, answer]) => [status, answerOf(answer)]),
      ),
      ...refusalsByStatus(endpoint),
    },
    "x-requirement": row,
  };
}

const writtenOut = (path: string, roots: readonly string[]): string[] =>
  path.includes("{K}") ? roots.map((root) => path.replace("{K}", root)) : [path];

/** The portal API as OpenAPI 3.1, made of the same descriptions and schemas that its routes run on. */
export function openApiDocument(described: Described) {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of described.endpoints)
    for (const path of writtenOut(endpoint.path, described.roots))
      paths[path] = {
        ...paths[path],
        [endpoint.method.toLowerCase()]: operationOf(endpoint, path, described),
      };
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Chartroom",
      version: described.version,
      description:
        "Artifacts (charts, Kustomize bases, manifest bundles), their drafts and their published versions. Refusals are application/problem+json; each `type` leads to its explanation.",
    },
    servers: [{ url: "/api/v2" }],
    paths,
    components: {
      schemas: { Problem: problemJsonSchema, ...described.schemas },
      securitySchemes: {
        apiToken: { type: "http", scheme: "bearer", description: "An API token: cra_…" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "chartroom-session",
          description: "The cookie of whoever is signed in; writes have to come from the same origin.",
        },
      },
    },
  });
}
