import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { getMember } from "#lib/organization/list-members.ts";
import { resetSecondFactor } from "#lib/organization/reset-second-factor.ts";
import * as endpoints from "../../../_endpoints/members.ts";

export const POST = defineRoute({
  ...endpoints.resetSecondFactor,
  handle: async ({ viewer, params }) => {
    await resetSecondFactor(viewer, params.id);
    return ok(await getMember(viewer, params.id));
  },
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
