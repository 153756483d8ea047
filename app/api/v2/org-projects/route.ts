import { createProject } from "#lib/catalog/create-project.ts";
import { listProjects } from "#lib/catalog/list-projects.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { created, ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../_endpoints/projects.ts";

export const GET = defineRoute({
  ...endpoints.listProjects,
  handle: async ({ viewer, query }) => ok(await listProjects(viewer, query)),
});

export const POST = defineRoute({
  ...endpoints.createProject,
  handle: async ({ viewer, body }) => {
    const project = await createProject(viewer, body);
    return created(project, `/api/v2/org-projects/${project.name}`);
  },
});

export const { PUT, PATCH, DELETE } = otherMethods(["GET", "POST"]);
