import { getVersion } from "#lib/catalog/get-version.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { versionOrRedirect } from "../../../../_endpoints/published.ts";
import * as endpoints from "../../../../_endpoints/versions.ts";

export const GET = defineRoute({
  ...endpoints.getVersion,
  handle: async ({ viewer, params: { ref, version }, request }) =>
    versionOrRedirect(ref, version, await getVersion(viewer, ref, version), request),
});

export const { PUT, PATCH, DELETE } = otherMethods(["GET"], {
  code: "version_immutable",
  hint: "Publish a new version; deprecate or yank this one.",
});
export const { POST } = otherMethods(["GET"]);
