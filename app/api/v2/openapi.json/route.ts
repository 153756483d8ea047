import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../_endpoints/document.ts";
import { portalApiDocument } from "../_endpoints/open-api.ts";

export const GET = defineRoute({
  ...endpoints.getDocument,
  handle: async () => ok(portalApiDocument(), { "cache-control": "public, max-age=300" }),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
