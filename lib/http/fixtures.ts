import type { ApiScope, Role, Viewer } from "#lib/auth/types.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { aMember, anOrganization, type OrganizationFixture } from "#lib/organization/fixtures.ts";
import { mintApiToken } from "#lib/tokens/mint-token.ts";
import type { Route } from "./define-route.ts";

/** Someone who calls the API with a token, as their request's header says it. */
export type Caller = { viewer: Viewer; authorization: string };

/** A person with this role and an API token of this scope; in an organization of their own where none is given. */
export async function aCaller(
  given: { role?: Role; scope?: ApiScope; of?: OrganizationFixture } = {},
): Promise<Caller> {
  const { role = "member", scope = "publish", of = await anOrganization() } = given;
  const viewer = await aMember(of, role);
  // The command line makes it: a viewer may have a token, and may not make one.
  const { token } = await mintApiToken(
    systemViewer(of.id, of.slug),
    { name: "test", scope },
    viewer.actor.id,
  );
  return { viewer, authorization: `Bearer ${token}` };
}

type Sent = {
  by?: Caller | null;
  method?: string;
  json?: unknown;
  body?: Buffer | string;
  headers?: Record<string, string>;
};

/** A request as it reaches a route. Without `by` it comes from a stranger. */
export function aRequest(path: string, { by, method, json, body, headers }: Sent = {}): Request {
  const content = json === undefined ? body : JSON.stringify(json);
  return new Request(`http://localhost:3000${path}`, {
    method: method ?? (content === undefined ? "GET" : "POST"),
    headers: {
      ...(by ? { authorization: by.authorization } : {}),
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(content === undefined
      ? {}
      : { body: typeof content === "string" ? content : new Uint8Array(content) }),
  });
}

/** What a route answers, read: its JSON, or its text where it is none. */
export async function answerOf(route: Route, request: Request, params: unknown = {}) {
  const response = await route(request, { params: Promise.resolve(params) });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.match(/\bjson\b/) ?? false;
  const body: unknown = isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body, text };
}

/** An answer's text without what differs from one request to the next. */
export const withoutRequestId = (text: string): string => text.replace(/"requestId":"[^"]*"/, "");
