import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { noContent, ok } from "#lib/http/route-answer.ts";
import { deleteHeld } from "#lib/oci/delete-held.ts";
import { getHeld } from "#lib/oci/get-held.ts";
import * as endpoints from "../../../../_endpoints/repositories.ts";

export const GET = defineRoute({
  ...endpoints.getManifest,
  handle: async ({ viewer, params }) => ok(await getHeld(viewer, params.name, params.reference)),
});

export const DELETE = defineRoute({
  ...endpoints.deleteManifest,
  handle: async ({ viewer, params }) => {
    await deleteHeld(viewer, params.name, params.reference, "manifest");
    return noContent();
  },
});

export const { POST, PUT, PATCH } = otherMethods(["GET", "DELETE"]);
