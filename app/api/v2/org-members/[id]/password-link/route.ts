import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { created } from "#lib/http/route-answer.ts";
import { makePasswordLink } from "#lib/organization/make-password-link.ts";
import * as endpoints from "../../../_endpoints/members.ts";

export const POST = defineRoute({
  ...endpoints.makePasswordLink,
  handle: async ({ viewer, params }) => {
    const { url, expiresAt } = await makePasswordLink(viewer, params.id);
    return created({ link: url, expiresAt: expiresAt.toISOString() });
  },
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
