import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { created, ok } from "#lib/http/route-answer.ts";
import { mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { listRegistryTokens } from "#lib/tokens/queries.ts";
import * as endpoints from "../_endpoints/registry-tokens.ts";

export const GET = defineRoute({
  ...endpoints.listRegistryTokens,
  handle: async ({ viewer, query }) => ok(await listRegistryTokens(viewer, query)),
});

export const POST = defineRoute({
  ...endpoints.createRegistryToken,
  handle: async ({ viewer, body }) => created(await mintRegistryToken(viewer, body)),
});

export const { PUT, PATCH, DELETE } = otherMethods(["GET", "POST"]);
