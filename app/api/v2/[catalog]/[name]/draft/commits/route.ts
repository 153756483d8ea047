import { saveDraft } from "#lib/catalog/save-draft.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { withIfMatch } from "#lib/http/if-match.ts";
import { created } from "#lib/http/route-answer.ts";
import { apiPath } from "#lib/ids/ids.ts";
import * as endpoints from "../../../../_endpoints/drafts.ts";

export const POST = defineRoute({
  ...endpoints.saveDraft,
  handle: async ({ viewer, params, body, request }) => {
    const made = await withIfMatch(request, body.parent, "draft_moved", () =>
      saveDraft(viewer, params, body),
    );
    return created(made, `${apiPath(params)}/commits/${made.commit}`);
  },
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
