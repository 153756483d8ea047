import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { rotateApiToken } from "#lib/tokens/rotate-token.ts";
import * as endpoints from "../../../_endpoints/api-tokens.ts";

export const POST = defineRoute({
  ...endpoints.rotateApiToken,
  handle: async ({ viewer, params, body }) => ok(await rotateApiToken(viewer, params.id, body)),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
