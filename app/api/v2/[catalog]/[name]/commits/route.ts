import { listCommits } from "#lib/catalog/list-commits.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../_endpoints/drafts.ts";

export const GET = defineRoute({
  ...endpoints.listCommits,
  handle: async ({ viewer, params, query }) => ok(await listCommits(viewer, params, query)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
