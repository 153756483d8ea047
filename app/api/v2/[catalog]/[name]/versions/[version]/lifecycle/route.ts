import { listMarks } from "#lib/catalog/list-marks.ts";
import { markVersion } from "#lib/catalog/mark-version.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../../_endpoints/versions.ts";

export const GET = defineRoute({
  ...endpoints.listMarks,
  handle: async ({ viewer, params: { ref, version } }) =>
    ok({ marks: await listMarks(viewer, ref, version) }),
});

export const PUT = defineRoute({
  ...endpoints.markVersion,
  handle: async ({ viewer, params: { ref, version }, body }) =>
    ok(await markVersion(viewer, ref, version, body)),
});

export const { POST, PATCH, DELETE } = otherMethods(["GET", "PUT"]);
