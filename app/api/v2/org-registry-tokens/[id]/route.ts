import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { noContent } from "#lib/http/route-answer.ts";
import { revokeRegistryToken } from "#lib/tokens/revoke-token.ts";
import * as endpoints from "../../_endpoints/registry-tokens.ts";

export const DELETE = defineRoute({
  ...endpoints.revokeRegistryToken,
  handle: async ({ viewer, params }) => {
    await revokeRegistryToken(viewer, params.id);
    return noContent();
  },
});

export const { GET, POST, PUT, PATCH } = otherMethods(["DELETE"]);
