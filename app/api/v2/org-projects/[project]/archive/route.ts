import { archiveProject } from "#lib/catalog/archive-project.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../_endpoints/projects.ts";

export const POST = defineRoute({
  ...endpoints.archiveProject,
  handle: async ({ viewer, params }) => ok(await archiveProject(viewer, params.project)),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
