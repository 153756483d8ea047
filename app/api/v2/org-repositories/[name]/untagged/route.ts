import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { listUntagged } from "#lib/oci/list-entries.ts";
import * as endpoints from "../../../_endpoints/repositories.ts";

export const GET = defineRoute({
  ...endpoints.listUntagged,
  handle: async ({ viewer, params, query }) => ok(await listUntagged(viewer, params.name, query)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
