import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { noContent, ok } from "#lib/http/route-answer.ts";
import { changeMemberRole } from "#lib/organization/change-member-role.ts";
import { removeMember } from "#lib/organization/remove-member.ts";
import * as endpoints from "../../_endpoints/members.ts";

export const PATCH = defineRoute({
  ...endpoints.changeMember,
  handle: async ({ viewer, params, body }) => ok(await changeMemberRole(viewer, params.id, body.role)),
});

export const DELETE = defineRoute({
  ...endpoints.removeMember,
  handle: async ({ viewer, params }) => {
    await removeMember(viewer, params.id);
    return noContent();
  },
});

export const { GET, POST, PUT } = otherMethods(["PATCH", "DELETE"]);
