import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { listInvites } from "#lib/organization/list-invites.ts";
import * as endpoints from "../_endpoints/members.ts";

export const GET = defineRoute({
  ...endpoints.listInvites,
  handle: async ({ viewer }) => ok(await listInvites(viewer)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
