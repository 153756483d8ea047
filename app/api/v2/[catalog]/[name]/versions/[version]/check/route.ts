import { recheckVersion } from "#lib/catalog/recheck-version.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { accepted } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../../_endpoints/versions.ts";

export const POST = defineRoute({
  ...endpoints.recheckVersion,
  handle: async ({ viewer, params: { ref, version } }) =>
    accepted(await recheckVersion(viewer, ref, version)),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
