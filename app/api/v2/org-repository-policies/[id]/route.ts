import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { noContent, ok } from "#lib/http/route-answer.ts";
import { changePolicy } from "#lib/repositories/change-policy.ts";
import { deletePolicy } from "#lib/repositories/delete-policy.ts";
import * as endpoints from "../../_endpoints/repository-policies.ts";

export const PATCH = defineRoute({
  ...endpoints.changeRepositoryPolicy,
  handle: async ({ viewer, params, body }) => ok(await changePolicy(viewer, params.id, body)),
});

export const DELETE = defineRoute({
  ...endpoints.deleteRepositoryPolicy,
  handle: async ({ viewer, params }) => {
    await deletePolicy(viewer, params.id);
    return noContent();
  },
});

export const { GET, POST, PUT } = otherMethods(["PATCH", "DELETE"]);
