import { changeProject } from "#lib/catalog/change-project.ts";
import { deleteProject } from "#lib/catalog/delete-project.ts";
import { getProject } from "#lib/catalog/list-projects.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { noContent, ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../_endpoints/projects.ts";

export const GET = defineRoute({
  ...endpoints.getProject,
  handle: async ({ viewer, params }) => ok(await getProject(viewer, params.project)),
});

export const PATCH = defineRoute({
  ...endpoints.changeProject,
  handle: async ({ viewer, params, body }) => ok(await changeProject(viewer, params.project, body)),
});

export const DELETE = defineRoute({
  ...endpoints.deleteProject,
  handle: async ({ viewer, params }) => {
    await deleteProject(viewer, params.project);
    return noContent();
  },
});

export const { POST, PUT } = otherMethods(["GET", "PATCH", "DELETE"]);
