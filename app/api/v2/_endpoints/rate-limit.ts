import { endpoint } from "#lib/http/endpoint.ts";
import { rateBalanceSchema } from "#lib/http/schema.ts";

export const getRateLimit = endpoint({
  row: "NB-28",
  group: "Rate limit",
  method: "GET",
  path: "/rate-limit",
  summary: "See what your address has left",
  about:
    "Requests to the registry are limited by client address. This tells the balance of the address that asks, and costs nothing of it; below 0 uploads have run into debt. `kind` is exempt where this address has no limit, off where nobody has.",
  auth: { session: true, token: "read" },
  answers: { 200: { means: "The balance", schema: rateBalanceSchema } },
  errors: [],
});

export const rateLimitEndpoints = [getRateLimit];
