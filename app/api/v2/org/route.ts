import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { changeOrganization } from "#lib/organization/change-organization.ts";
import { getOrganizationSettings } from "#lib/organization/organization-settings.ts";
import * as endpoints from "../_endpoints/organization-settings.ts";

export const GET = defineRoute({
  ...endpoints.getOrganization,
  handle: async ({ viewer }) => ok(await getOrganizationSettings(viewer)),
});

export const PATCH = defineRoute({
  ...endpoints.changeOrganization,
  handle: async ({ viewer, body }) => ok(await changeOrganization(viewer, body)),
});

export const { POST, PUT, DELETE } = otherMethods(["GET", "PATCH"]);
