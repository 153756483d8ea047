import { testSaved } from "#lib/credentials/test-credential.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../_endpoints/oci-credentials.ts";

export const POST = defineRoute({
  ...endpoints.testOciCredential,
  handle: async ({ viewer, params, body }) => ok(await testSaved(viewer, params.id, body)),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
