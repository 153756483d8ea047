import { otherMethods } from "#lib/http/define-route.ts";

/** Whatever below /api/v2 is no address of ours: problem+json, as everywhere in the API. */
export const { GET, POST, PUT, PATCH, DELETE } = otherMethods([], {
  code: "address_unknown",
  hint: "The addresses are listed at /docs/api and in /api/v2/openapi.json.",
});
