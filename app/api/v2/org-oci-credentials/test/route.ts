import { testUnsaved } from "#lib/credentials/test-credential.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../_endpoints/oci-credentials.ts";

export const POST = defineRoute({
  ...endpoints.testUnsavedOciCredential,
  handle: async ({ viewer, body }) => ok(await testUnsaved(viewer, body)),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
