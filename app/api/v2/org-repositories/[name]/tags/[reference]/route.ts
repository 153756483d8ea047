import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { noContent } from "#lib/http/route-answer.ts";
import { deleteHeld } from "#lib/oci/delete-held.ts";
import * as endpoints from "../../../../_endpoints/repositories.ts";

export const DELETE = defineRoute({
  ...endpoints.deleteTag,
  handle: async ({ viewer, params }) => {
    await deleteHeld(viewer, params.name, params.reference, "tag");
    return noContent();
  },
});

export const { GET, POST, PUT, PATCH } = otherMethods(["DELETE"]);
