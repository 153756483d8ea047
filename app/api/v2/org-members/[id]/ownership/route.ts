import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { transferOwnership } from "#lib/organization/transfer-ownership.ts";
import * as endpoints from "../../../_endpoints/members.ts";

export const POST = defineRoute({
  ...endpoints.transferOwnership,
  handle: async ({ viewer, params, body }) => ok(await transferOwnership(viewer, params.id, body)),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
