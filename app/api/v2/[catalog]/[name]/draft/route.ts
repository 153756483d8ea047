import { getDraft } from "#lib/catalog/get-draft.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../_endpoints/drafts.ts";

export const GET = defineRoute({
  ...endpoints.getDraft,
  handle: async ({ viewer, params }) => {
    const draft = await getDraft(viewer, params);
    return ok(draft, draft.commit === null ? {} : { etag: `"${draft.commit}"` });
  },
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
