import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { listRepositories } from "#lib/oci/list-repositories.ts";
import * as endpoints from "../_endpoints/repositories.ts";

export const GET = defineRoute({
  ...endpoints.listRepositories,
  handle: async ({ viewer, query }) => ok(await listRepositories(viewer, query)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
