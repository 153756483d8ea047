import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { created, ok } from "#lib/http/route-answer.ts";
import { createPolicy } from "#lib/repositories/create-policy.ts";
import { listPolicies } from "#lib/repositories/list-policies.ts";
import * as endpoints from "../_endpoints/repository-policies.ts";

export const GET = defineRoute({
  ...endpoints.listRepositoryPolicies,
  handle: async ({ viewer }) => ok(await listPolicies(viewer)),
});

export const POST = defineRoute({
  ...endpoints.createRepositoryPolicy,
  handle: async ({ viewer, body }) => created(await createPolicy(viewer, body)),
});

export const { PUT, PATCH, DELETE } = otherMethods(["GET", "POST"]);
