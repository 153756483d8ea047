import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { rotateRegistryToken } from "#lib/tokens/rotate-token.ts";
import * as endpoints from "../../../_endpoints/registry-tokens.ts";

export const POST = defineRoute({
  ...endpoints.rotateRegistryToken,
  handle: async ({ viewer, params, body }) => ok(await rotateRegistryToken(viewer, params.id, body)),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
