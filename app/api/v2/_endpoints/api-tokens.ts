import { z } from "zod";
import { endpoint } from "#lib/http/endpoint.ts";
import {
  apiTokenListSchema,
  createApiTokenSchema,
  listTokensQuerySchema,
  mintedApiTokenSchema,
  rotateTokenSchema,
} from "#lib/tokens/schema.ts";

const group = "API tokens";
const row = "API-27";
const tokenParams = z.object({ id: z.string().max(100) });

export const listApiTokens = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-api-tokens",
  summary: "List API tokens",
  about:
    "Newest first, with those that were revoked or have expired: one's own, and for admins everybody's and those of service accounts. An API token below scope admin sees itself. `loweredTo` says whose role keeps a token below its scope.",
  auth: { session: true, token: "read" },
  query: listTokensQuerySchema,
  answers: { 200: { means: "A page of tokens", schema: apiTokenListSchema } },
  errors: ["input_invalid"],
});

export const createApiToken = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-api-tokens",
  summary: "Make an API token",
  about:
    "The answer is the only place where the secret is told. It acts for whoever makes it, or with `serviceAccount` for no person (admins only), and never does more than the role of who made it allows at that moment. `mint` lets it make registry tokens within limits, for jobs of CI. Made with an API token, it ends with that one.",
  auth: { session: true, token: "admin" },
  body: createApiTokenSchema,
  answersSecret: true,
  answers: { 201: { means: "The token, with its secret", schema: mintedApiTokenSchema } },
  errors: ["input_invalid", "role_missing", "scope_missing", "mint_exceeded"],
  example: { body: { name: "release-job", scope: "publish", expiresIn: "90d" } },
});

export const rotateApiToken = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-api-tokens/{id}/rotate",
  summary: "Give an API token a new secret",
  about:
    "The old secret is taken for `overlapDays` more (0 to 7). An expiry begins its span anew, within the organization's maximum. One's own, and for admins those of service accounts: whoever has the secret acts as its owner. What was made with it stays good. An API token rotates what was made with it only.",
  auth: { session: true, token: "admin" },
  params: tokenParams,
  body: rotateTokenSchema,
  answersSecret: true,
  answers: { 200: { means: "The token, with its new secret", schema: mintedApiTokenSchema } },
  errors: ["token_unknown", "token_ended", "input_invalid", "role_missing", "scope_missing", "mint_exceeded"],
  example: { body: { overlapDays: 2 } },
});

export const revokeApiToken = endpoint({
  row,
  group,
  method: "DELETE",
  path: "/org-api-tokens/{id}",
  summary: "Revoke an API token",
  about:
    "It is refused from the next request on, and so is everything that was made with it. One's own; for admins everybody's. An API token may revoke itself.",
  auth: { session: true, token: "read" },
  params: tokenParams,
  answers: { 204: { means: "Revoked; again is success" } },
  errors: ["token_unknown"],
});

export const apiTokenEndpoints = [listApiTokens, createApiToken, rotateApiToken, revokeApiToken];
