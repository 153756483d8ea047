import { unarchiveArtifact } from "#lib/catalog/archive-artifact.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../_endpoints/artifacts.ts";

export const POST = defineRoute({
  ...endpoints.unarchiveArtifact,
  handle: async ({ viewer, params }) => ok(await unarchiveArtifact(viewer, params)),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
