import { renderVersion } from "#lib/catalog/render-version.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../../_endpoints/versions.ts";

export const GET = defineRoute({
  ...endpoints.renderVersion,
  handle: async ({ viewer, params: { ref, version }, query }) =>
    ok(await renderVersion(viewer, ref, version, query.values ?? null)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
