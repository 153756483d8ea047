import { startRenderJob } from "#lib/catalog/start-render-job.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { accepted } from "#lib/http/route-answer.ts";
import { apiPath } from "#lib/ids/ids.ts";
import * as endpoints from "../../../../_endpoints/drafts.ts";

export const POST = defineRoute({
  ...endpoints.startRenderJob,
  handle: async ({ viewer, params, body }) => {
    const job = await startRenderJob(viewer, params, body);
    return accepted(job, `${apiPath(params)}/render-jobs/${job.id}`);
  },
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
