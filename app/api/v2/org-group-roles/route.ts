import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { created, ok } from "#lib/http/route-answer.ts";
import { listGroupRoles } from "#lib/organization/list-group-roles.ts";
import { createGroupRole } from "#lib/organization/save-group-role.ts";
import * as endpoints from "../_endpoints/group-roles.ts";

export const GET = defineRoute({
  ...endpoints.listGroupRoles,
  handle: async ({ viewer }) => ok(await listGroupRoles(viewer)),
});

export const POST = defineRoute({
  ...endpoints.createGroupRole,
  handle: async ({ viewer, body }) => created(await createGroupRole(viewer, body)),
});

export const { PUT, PATCH, DELETE } = otherMethods(["GET", "POST"]);
