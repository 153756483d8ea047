import { listVersions } from "#lib/catalog/list-versions.ts";
import { publishFromDraft } from "#lib/catalog/publish-from-draft.ts";
import { publishPackage } from "#lib/catalog/publish-package.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { asPackage, published } from "../../../_endpoints/published.ts";
import * as endpoints from "../../../_endpoints/versions.ts";

export const GET = defineRoute({
  ...endpoints.listVersions,
  handle: async ({ viewer, params, query }) => ok(await listVersions(viewer, params, query)),
});

export const POST = defineRoute({
  ...endpoints.publishVersion,
  handle: async ({ viewer, params, body }) => published(params, await publishFromDraft(viewer, params, body)),
  receive: async ({ viewer, params, query, bytes }) =>
    published(params, await publishPackage(viewer, params, asPackage(query, bytes))),
});

export const { PUT, PATCH, DELETE } = otherMethods(["GET", "POST"]);
