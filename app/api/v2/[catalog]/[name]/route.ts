import { deleteArtifact } from "#lib/catalog/delete-artifact.ts";
import { getArtifact } from "#lib/catalog/get-artifact.ts";
import { updateArtifact } from "#lib/catalog/update-artifact.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { noContent, ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../_endpoints/artifacts.ts";

export const GET = defineRoute({
  ...endpoints.getArtifact,
  handle: async ({ viewer, params }) => ok(await getArtifact(viewer, params)),
});

export const PATCH = defineRoute({
  ...endpoints.updateArtifact,
  handle: async ({ viewer, params, body }) => ok(await updateArtifact(viewer, params, body)),
});

export const DELETE = defineRoute({
  ...endpoints.deleteArtifact,
  handle: async ({ viewer, params }) => {
    await deleteArtifact(viewer, params);
    return noContent();
  },
});

export const { POST, PUT } = otherMethods(["GET", "PATCH", "DELETE"]);
