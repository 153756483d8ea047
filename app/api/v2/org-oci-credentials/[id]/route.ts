import { changeCredential } from "#lib/credentials/change-credential.ts";
import { deleteCredential } from "#lib/credentials/delete-credential.ts";
import { getCredential } from "#lib/credentials/queries.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { noContent, ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../_endpoints/oci-credentials.ts";

export const GET = defineRoute({
  ...endpoints.getOciCredential,
  handle: async ({ viewer, params }) => ok(await getCredential(viewer, params.id)),
});

export const PATCH = defineRoute({
  ...endpoints.changeOciCredential,
  handle: async ({ viewer, params, body }) => ok(await changeCredential(viewer, params.id, body)),
});

export const DELETE = defineRoute({
  ...endpoints.deleteOciCredential,
  handle: async ({ viewer, params }) => {
    await deleteCredential(viewer, params.id);
    return noContent();
  },
});

export const { POST, PUT } = otherMethods(["GET", "PATCH", "DELETE"]);
