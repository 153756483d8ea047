import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { created, ok } from "#lib/http/route-answer.ts";
import { createOrganization } from "#lib/organization/create-organization.ts";
import { listOrganizations } from "#lib/organization/list-organizations.ts";
import * as endpoints from "../_endpoints/organizations.ts";

export const GET = defineRoute({
  ...endpoints.listOrganizations,
  handle: async ({ viewer }) => ok(await listOrganizations(viewer)),
});

export const POST = defineRoute({
  ...endpoints.createOrganization,
  handle: async ({ viewer, body }) => created(await createOrganization(viewer, body)),
});

export const { PUT, PATCH, DELETE } = otherMethods(["GET", "POST"]);
