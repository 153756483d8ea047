import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { noContent, ok } from "#lib/http/route-answer.ts";
import { removeProjectMember, setProjectMember } from "#lib/organization/set-project-member.ts";
import * as endpoints from "../../../../_endpoints/projects.ts";

export const PUT = defineRoute({
  ...endpoints.setProjectMember,
  handle: async ({ viewer, params, body }) =>
    ok(await setProjectMember(viewer, params.project, params.id, body.role)),
});

export const DELETE = defineRoute({
  ...endpoints.removeProjectMember,
  handle: async ({ viewer, params }) => {
    await removeProjectMember(viewer, params.project, params.id);
    return noContent();
  },
});

export const { GET, POST, PATCH } = otherMethods(["PUT", "DELETE"]);
