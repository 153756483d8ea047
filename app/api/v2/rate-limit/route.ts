import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { readBalance } from "#lib/http/rate-limit.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../_endpoints/rate-limit.ts";

export const GET = defineRoute({
  ...endpoints.getRateLimit,
  // server.ts writes the address there; what a client sends under this name is overwritten.
  handle: async ({ request }) => ok(await readBalance(request.headers.get("x-chartroom-address") ?? "")),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
