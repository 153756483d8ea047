import { z } from "zod";
import { endpoint } from "#lib/http/endpoint.ts";
import {
  createRegistryTokenSchema,
  listTokensQuerySchema,
  mintedRegistryTokenSchema,
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
  about: "Newest first, with those that were revoked or have expired. No part of a secret but its prefix.",
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
    "The answer is the only place where the secret is told. `pattern` limits it to repositories, such as charts/payments/*; without it, it reaches every repository of the organization. Without `expiresIn` (90d, 12h) it does not expire.",
  auth: admin,
  body: createRegistryTokenSchema,
  answersSecret: true,
  answers: { 201: { means: "The token, with its secret", schema: mintedRegistryTokenSchema } },
  errors: ["input_invalid", "role_missing", "scope_missing"],
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
  about: "The old secret is taken for `overlapDays` more (0 to 7). An expiry begins its span anew.",
  auth: admin,
  params: tokenParams,
  body: rotateTokenSchema,
  answersSecret: true,
  answers: { 200: { means: "The token, with its new secret", schema: mintedRegistryTokenSchema } },
  errors: ["token_unknown", "token_ended", "input_invalid", "role_missing", "scope_missing"],
  example: { body: { overlapDays: 2 } },
});

export const revokeRegistryToken = endpoint({
  row,
  group,
  method: "DELETE",
  path: "/org-registry-tokens/{id}",
  summary: "Revoke a registry token",
  about: "It is refused from the next request on. It stays in the list, with who revoked it and when.",
  auth: admin,
  params: tokenParams,
  answers: { 204: { means: "Revoked; again is success" } },
  errors: ["token_unknown", "role_missing", "scope_missing"],
});

export const registryTokenEndpoints = [
  listRegistryTokens,
  createRegistryToken,
  rotateRegistryToken,
  revokeRegistryToken,
];
