import { listVersionFiles } from "#lib/catalog/list-version-files.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../../_endpoints/versions.ts";

export const GET = defineRoute({
  ...endpoints.listVersionFiles,
  handle: async ({ viewer, params: { ref, version } }) =>
    ok({ files: await listVersionFiles(viewer, ref, version) }),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
