import { requestFacts } from "#lib/auth/request-facts.ts";
import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { readBalance } from "#lib/http/rate-limit.ts";
import { ok } from "#lib/http/route-answer.ts";
import * as endpoints from "../_endpoints/rate-limit.ts";

export const GET = defineRoute({
  ...endpoints.getRateLimit,
  handle: async () => ok(await readBalance((await requestFacts()).address)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
