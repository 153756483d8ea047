import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { byteStream } from "#lib/http/route-answer.ts";
import { exportOrganization } from "#lib/upkeep/export-organization.ts";
import * as endpoints from "../../_endpoints/organization-settings.ts";

export const GET = defineRoute({
  ...endpoints.exportOrganization,
  handle: async ({ viewer }) =>
    byteStream(`${viewer.orgSlug}.tar`, "application/x-tar", await exportOrganization(viewer)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
