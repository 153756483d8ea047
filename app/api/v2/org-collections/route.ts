import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { listCollections } from "#lib/upkeep/last-collection.ts";
import * as endpoints from "../_endpoints/collections.ts";

export const GET = defineRoute({
  ...endpoints.listCollections,
  handle: async ({ viewer }) => ok(await listCollections(viewer)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
