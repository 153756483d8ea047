import { duplicateArtifact } from "#lib/catalog/duplicate-artifact.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { created } from "#lib/http/route-answer.ts";
import { apiPath } from "#lib/ids/ids.ts";
import * as endpoints from "../../../_endpoints/artifacts.ts";

export const POST = defineRoute({
  ...endpoints.duplicateArtifact,
  handle: async ({ viewer, params, body }) => {
    const copy = await duplicateArtifact(viewer, params, body, "duplicate");
    return created(copy, apiPath(copy));
  },
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
