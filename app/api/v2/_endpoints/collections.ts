import { endpoint } from "#lib/http/endpoint.ts";
import { collectionListSchema } from "#lib/upkeep/schema.ts";

export const listCollections = endpoint({
  row: "GL-17",
  group: "Collections",
  method: "GET",
  path: "/org-collections",
  summary: "List the last collections of unused content",
  about:
    "Newest first, the last 30: what nothing uses any more is taken away once a day, a day after it was last used. Figures are of the whole server.",
  auth: { session: true, token: "admin" },
  answers: { 200: { means: "The runs, with what they freed", schema: collectionListSchema } },
  errors: ["role_missing", "scope_missing"],
});

export const collectionEndpoints = [listCollections];
