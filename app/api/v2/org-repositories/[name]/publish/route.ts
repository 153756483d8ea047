import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { publishChart } from "#lib/oci/publish-chart.ts";
import { published } from "../../../_endpoints/published.ts";
import * as endpoints from "../../../_endpoints/repositories.ts";

export const POST = defineRoute({
  ...endpoints.publishChart,
  handle: async ({ viewer, params, body }) => {
    const outcome = await publishChart(viewer, params.name, body);
    return published(outcome.ref, outcome);
  },
});

export const { GET, PUT, PATCH, DELETE } = otherMethods(["POST"]);
