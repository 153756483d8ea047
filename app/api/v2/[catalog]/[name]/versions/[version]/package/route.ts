import { readPackage } from "#lib/catalog/read-version-file.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { packageBytes } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../../_endpoints/versions.ts";

export const GET = defineRoute({
  ...endpoints.readPackage,
  handle: async ({ viewer, params: { ref, version } }) => {
    const { fileName, bytes, digest } = await readPackage(viewer, ref, version);
    return packageBytes(fileName, bytes, digest);
  },
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
