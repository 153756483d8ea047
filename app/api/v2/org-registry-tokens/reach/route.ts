import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { listReached } from "#lib/repositories/list-reached.ts";
import * as endpoints from "../../_endpoints/registry-tokens.ts";

export const GET = defineRoute({
  ...endpoints.matchRegistryToken,
  handle: async ({ viewer, query }) => ok(await listReached(viewer, query)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
