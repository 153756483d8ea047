import { importUpload } from "#lib/catalog/import-upload.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { withIfMatch } from "#lib/http/if-match.ts";
import { created } from "#lib/http/route-answer.ts";
import { apiPath } from "#lib/ids/ids.ts";
import * as endpoints from "../../../../_endpoints/drafts.ts";

export const POST = defineRoute({
  ...endpoints.importUpload,
  receive: async ({ viewer, params, query, bytes, request }) => {
    const made = await withIfMatch(request, query.parent, "draft_moved", () =>
      importUpload(viewer, params, { ...query, archive: bytes }),
    );
    return created(made, `${apiPath(params)}/commits/${made.commit}`);
  },
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
