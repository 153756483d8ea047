import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { noContent, ok } from "#lib/http/route-answer.ts";
import { deleteGroupRole } from "#lib/organization/delete-group-role.ts";
import { changeGroupRole } from "#lib/organization/save-group-role.ts";
import * as endpoints from "../../_endpoints/group-roles.ts";

export const PATCH = defineRoute({
  ...endpoints.changeGroupRole,
  handle: async ({ viewer, params, body }) => ok(await changeGroupRole(viewer, params.id, body.role)),
});

export const DELETE = defineRoute({
  ...endpoints.deleteGroupRole,
  handle: async ({ viewer, params }) => {
    await deleteGroupRole(viewer, params.id);
    return noContent();
  },
});

export const { GET, POST, PUT } = otherMethods(["PATCH", "DELETE"]);
