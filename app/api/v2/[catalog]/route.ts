import { createArtifact } from "#lib/catalog/create-artifact.ts";
import { listArtifacts } from "#lib/catalog/list-artifacts.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { created, ok } from "#lib/http/route-answer.ts";
import { apiPath } from "#lib/ids/ids.ts";
import * as endpoints from "../_endpoints/artifacts.ts";

export const GET = defineRoute({
  ...endpoints.listArtifacts,
  handle: async ({ viewer, params, query }) => ok(await listArtifacts(viewer, params, query)),
});

export const POST = defineRoute({
  ...endpoints.createArtifact,
  handle: async ({ viewer, params, body }) => {
    const artifact = await createArtifact(viewer, params, body);
    return created(artifact, apiPath(artifact));
  },
});

export const { PUT, PATCH, DELETE } = otherMethods(["GET", "POST"]);
