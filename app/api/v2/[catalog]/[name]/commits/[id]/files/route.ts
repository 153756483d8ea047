import { readCommitContents } from "#lib/catalog/read-commit-contents.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../../_endpoints/drafts.ts";

export const GET = defineRoute({
  ...endpoints.readCommitContents,
  handle: async ({ viewer, params: { ref, id }, query }) =>
    ok(await readCommitContents(viewer, ref, id, query.after ?? null)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
