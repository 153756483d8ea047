import { getRenderJob } from "#lib/catalog/get-render-job.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../../../../_endpoints/drafts.ts";

export const GET = defineRoute({
  ...endpoints.getRenderJob,
  handle: async ({ viewer, params: { ref, id } }) => ok(await getRenderJob(viewer, ref, id)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
