import { createCredential } from "#lib/credentials/create-credential.ts";
import { listCredentials } from "#lib/credentials/queries.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { created, ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../_endpoints/oci-credentials.ts";

export const GET = defineRoute({
  ...endpoints.listOciCredentials,
  handle: async ({ viewer }) => ok(await listCredentials(viewer)),
});

export const POST = defineRoute({
  ...endpoints.createOciCredential,
  handle: async ({ viewer, body }) => created(await createCredential(viewer, body)),
});

export const { PUT, PATCH, DELETE } = otherMethods(["GET", "POST"]);
