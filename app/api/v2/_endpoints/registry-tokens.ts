import { z } from "zod";
import { endpoint } from "#lib/http/endpoint.ts";
import {
  createRegistryTokenSchema,
  listTokensQuerySchema,
  mintedRegistryTokenSchema,
  reachQuerySchema,
  reachSchema,
  registryTokenListSchema,
  rotateTokenSchema,
} from "#lib/tokens/schema.ts";

const group = "Registry tokens";
const row = "API-18";
const admin = { session: true, token: "admin" } as const;
const tokenParams = z.object({ id: z.string().max(100) });

export const listRegistryTokens = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-registry-tokens",
  summary: "List registry tokens",
  about:
    "Newest first, with those that were revoked or have expired; to maintainers those of their projects. No part of a secret but its prefix. `state` narrows the list: `active` is everything that is taken, `unused` what nobody used for 90 days, `over-maximum` what lasts longer than the organization lets a new token. `made`: by people, or with API tokens.",
  auth: admin,
  query: listTokensQuerySchema,
  answers: { 200: { means: "A page of tokens", schema: registryTokenListSchema } },
  errors: ["input_invalid", "role_missing", "scope_missing"],
});

export const createRegistryToken = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-registry-tokens",
  summary: "Make a registry token",
  about:
    "The answer is the only place where the secret is told. `pattern` limits it to repositories, such as charts/payments/*, or to several of them with commas between; without it, it reaches every repository of the organization. Maintainers of a project make those that lie in it. Without `expiresIn` (90d, 12h) it does not expire; where the organization has a maximum, longer ones are refused. With an API token: it ends with that token, at the latest; where that token has limits of its own (`mint`), scope, pattern and end have to lie within them, and any scope of the API token will do.",
  auth: { session: true, token: "read" },
  body: createRegistryTokenSchema,
  answersSecret: true,
  answers: { 201: { means: "The token, with its secret", schema: mintedRegistryTokenSchema } },
  errors: ["input_invalid", "role_missing", "scope_missing", "mint_exceeded"],
  example: {
    body: { name: "ci-pipeline-pull", scope: "pull", pattern: "charts/payments/*", expiresIn: "90d" },
  },
});

export const rotateRegistryToken = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-registry-tokens/{id}/rotate",
  summary: "Give a registry token a new secret",
  about:
    "The old secret is taken for `overlapDays` more (0 to 7). An expiry begins its span anew, within the organization's maximum. An API token rotates what was made with it only.",
  auth: admin,
  params: tokenParams,
  body: rotateTokenSchema,
  answersSecret: true,
  answers: { 200: { means: "The token, with its new secret", schema: mintedRegistryTokenSchema } },
  errors: ["token_unknown", "token_ended", "input_invalid", "role_missing", "scope_missing", "mint_exceeded"],
  example: { body: { overlapDays: 2 } },
});

export const revokeRegistryToken = endpoint({
  row,
  group,
  method: "DELETE",
  path: "/org-registry-tokens/{id}",
  summary: "Revoke a registry token",
  about:
    "It is refused from the next request on. It stays in the list, with who revoked it and when. An API token of any scope revokes what was made with it.",
  auth: { session: true, token: "read" },
  params: tokenParams,
  answers: { 204: { means: "Revoked; again is success" } },
  errors: ["token_unknown", "role_missing", "scope_missing"],
});

export const matchRegistryToken = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-registry-tokens/reach",
  summary: "See which repositories a pattern reaches",
  about: "The first 20 by name, of those that hold something. Without `pattern`: every repository.",
  auth: admin,
  query: reachQuerySchema,
  answers: { 200: { means: "What it reaches of what is there", schema: reachSchema } },
  errors: ["input_invalid", "role_missing", "scope_missing"],
  example: { query: "?pattern=charts/payments/*" },
});

export const registryTokenEndpoints = [
  matchRegistryToken,
  listRegistryTokens,
  createRegistryToken,
  rotateRegistryToken,
  revokeRegistryToken,
];
