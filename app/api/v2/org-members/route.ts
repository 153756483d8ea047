import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { created, ok } from "#lib/http/route-answer.ts";
import { inviteMember } from "#lib/organization/invite-member.ts";
import { listMembers } from "#lib/organization/list-members.ts";
import * as endpoints from "../_endpoints/members.ts";

export const GET = defineRoute({
  ...endpoints.listMembers,
  handle: async ({ viewer, query }) => ok(await listMembers(viewer, query)),
});

export const POST = defineRoute({
  ...endpoints.inviteMember,
  handle: async ({ viewer, body }) => created(await inviteMember(viewer, body)),
});

export const { PUT, PATCH, DELETE } = otherMethods(["GET", "POST"]);
