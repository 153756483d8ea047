import { renderDraft } from "#lib/catalog/render-draft.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../_endpoints/drafts.ts";

export const POST = defineRoute({
  ...endpoints.renderDraft,
  handle: async ({ viewer, params, body }) => ok(await renderDraft(viewer, params, body)),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
