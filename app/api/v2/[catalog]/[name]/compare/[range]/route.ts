import { compareVersions } from "#lib/catalog/compare-versions.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../_endpoints/versions.ts";

export const GET = defineRoute({
  ...endpoints.compareVersions,
  handle: async ({ viewer, params: { ref, from, to } }) => ok(await compareVersions(viewer, ref, from, to)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
