import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { listProjectMembers } from "#lib/organization/list-project-members.ts";
import * as endpoints from "../../../_endpoints/projects.ts";

export const GET = defineRoute({
  ...endpoints.listProjectMembers,
  handle: async ({ viewer, params }) => ok(await listProjectMembers(viewer, params.project)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
