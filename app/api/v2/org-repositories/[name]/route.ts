import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { getRepository } from "#lib/oci/list-repositories.ts";
import * as endpoints from "../../_endpoints/repositories.ts";

export const GET = defineRoute({
  ...endpoints.getRepository,
  handle: async ({ viewer, params }) => ok(await getRepository(viewer, params.name)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
