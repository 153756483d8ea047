import { readDraftFile } from "#lib/catalog/get-draft.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { fileBytes } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../../_endpoints/drafts.ts";

export const GET = defineRoute({
  ...endpoints.readDraftFile,
  handle: async ({ viewer, params: { ref, path } }) => {
    const { bytes, sha } = await readDraftFile(viewer, ref, path);
    return fileBytes(path, bytes, sha);
  },
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
