import { inspectUpload } from "#lib/catalog/inspect-upload.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../_endpoints/drafts.ts";

export const POST = defineRoute({
  ...endpoints.inspectUpload,
  receive: async ({ viewer, query, bytes }) => ok(await inspectUpload(viewer, query.kind, bytes)),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
