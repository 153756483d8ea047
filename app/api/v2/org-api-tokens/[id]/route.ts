import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { noContent } from "#lib/http/route-answer.ts";
import { revokeApiToken } from "#lib/tokens/revoke-token.ts";
import * as endpoints from "../../_endpoints/api-tokens.ts";

export const DELETE = defineRoute({
  ...endpoints.revokeApiToken,
  handle: async ({ viewer, params }) => {
    await revokeApiToken(viewer, params.id);
    return noContent();
  },
});

export const { GET, POST, PUT, PATCH } = otherMethods(["DELETE"]);
