import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { noContent } from "#lib/http/route-answer.ts";
import { revokeInvite } from "#lib/organization/revoke-invite.ts";
import * as endpoints from "../../_endpoints/members.ts";

export const DELETE = defineRoute({
  ...endpoints.revokeInvite,
  handle: async ({ viewer, params }) => {
    await revokeInvite(viewer, params.id);
    return noContent();
  },
});

export const { GET, POST, PUT, PATCH } = otherMethods(["DELETE"]);
