import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { previewPolicy } from "#lib/repositories/list-policies.ts";
import * as endpoints from "../../_endpoints/repository-policies.ts";

export const GET = defineRoute({
  ...endpoints.matchRepositoryPolicy,
  handle: async ({ viewer, query }) => ok(await previewPolicy(viewer, query)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
