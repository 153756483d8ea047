import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { created, ok } from "#lib/http/route-answer.ts";
import { mintApiToken } from "#lib/tokens/mint-token.ts";
import { listApiTokens } from "#lib/tokens/queries.ts";
import * as endpoints from "../_endpoints/api-tokens.ts";

export const GET = defineRoute({
  ...endpoints.listApiTokens,
  handle: async ({ viewer, query }) => ok(await listApiTokens(viewer, query)),
});

export const POST = defineRoute({
  ...endpoints.createApiToken,
  handle: async ({ viewer, body }) => created(await mintApiToken(viewer, body)),
});

export const { PUT, PATCH, DELETE } = otherMethods(["GET", "POST"]);
