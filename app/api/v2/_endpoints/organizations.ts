import { endpoint } from "#lib/http/endpoint.ts";
import {
  createOrganizationSchema,
  organizationEntrySchema,
  organizationListSchema,
} from "#lib/organization/member-schema.ts";

const group = "Organizations";
const row = "API-26";

export const listOrganizations = endpoint({
  row,
  group,
  method: "GET",
  path: "/organizations",
  summary: "List one's organizations",
  about:
    "Those that whoever is signed in is a member of; of a token, the one it belongs to. Every address takes `?org=<slug>` to name one.",
  auth: { session: true, token: "read" },
  answers: { 200: { means: "The organizations", schema: organizationListSchema } },
  errors: ["scope_missing"],
});

export const createOrganization = endpoint({
  row,
  group,
  method: "POST",
  path: "/organizations",
  summary: "Make another organization on this server",
  about:
    "An owner of the default organization makes it in the browser, and is its first owner; whoever runs the server uses `chartroom org create`.",
  auth: { session: true },
  body: createOrganizationSchema,
  answers: { 201: { means: "The organization", schema: organizationEntrySchema } },
  errors: ["name_taken", "input_invalid", "role_missing", "scope_missing"],
  example: { body: { name: "Southgate", slug: "southgate" } },
});

export const organizationEndpoints = [listOrganizations, createOrganization];
