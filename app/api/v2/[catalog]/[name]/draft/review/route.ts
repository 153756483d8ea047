import { reviewDraft } from "#lib/catalog/review-draft.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../_endpoints/drafts.ts";

export const GET = defineRoute({
  ...endpoints.reviewDraft,
  handle: async ({ viewer, params, query }) => ok(await reviewDraft(viewer, params, query.against ?? null)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
