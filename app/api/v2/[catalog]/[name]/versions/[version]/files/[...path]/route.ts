import { readVersionFile } from "#lib/catalog/read-version-file.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { fileBytes } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../../../_endpoints/versions.ts";

export const GET = defineRoute({
  ...endpoints.readVersionFile,
  handle: async ({ viewer, params: { ref, version, path } }) => {
    const { bytes, digest } = await readVersionFile(viewer, ref, version, path);
    return fileBytes(path, bytes, digest);
  },
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
