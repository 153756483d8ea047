import { getCommit } from "#lib/catalog/get-commit.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../_endpoints/drafts.ts";

export const GET = defineRoute({
  ...endpoints.getCommit,
  handle: async ({ viewer, params: { ref, id } }) => ok(await getCommit(viewer, ref, id)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
