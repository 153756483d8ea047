import { scaffoldDraft } from "#lib/catalog/scaffold-draft.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { created } from "#lib/http/route-answer.ts";
import { apiPath } from "#lib/ids/ids.ts";
import * as endpoints from "../../../../_endpoints/drafts.ts";

export const POST = defineRoute({
  ...endpoints.scaffoldDraft,
  handle: async ({ viewer, params, body }) => {
    const made = await scaffoldDraft(viewer, params, body.template);
    return created(made, `${apiPath(params)}/commits/${made.commit}`);
  },
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
