import { z } from "zod";
import { endpoint } from "#lib/http/endpoint.ts";
import {
  changePolicySchema,
  createPolicySchema,
  policyListSchema,
  policyMatchesQuerySchema,
  policyMatchesSchema,
  policyViewSchema,
} from "#lib/repositories/schema.ts";

const group = "Repository policies";
const row = "API-25";
const admin = { session: true, token: "admin" } as const;
const policyParams = z.object({ id: z.string().max(100) });

export const listRepositoryPolicies = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-repository-policies",
  summary: "List policies of plain repositories",
  about:
    "In the order in which they are asked: the first whose pattern matches applies. It is the one that spells out most of the repository's name, and of these the one that spells out most of the tag. Where none matches, tags may move and everything may be deleted.",
  auth: admin,
  answers: { 200: { means: "All of them", schema: policyListSchema } },
  errors: ["role_missing", "scope_missing"],
});

export const createRepositoryPolicy = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-repository-policies",
  summary: "Set a policy for plain repositories",
  about:
    "In a pattern, * stands for any text without a slash and ** for any text. A pattern that reaches catalog repositories (charts/…, kustomize-bases/…, manifest-bundles/…) is refused: what is published there never changes. With `tagPattern` it speaks of these tags only; without, of every tag, and of what has none. `immutable`: a tag that is there is never pointed at something else. `delete`: false keeps tags, and what they name.",
  auth: admin,
  body: createPolicySchema,
  answers: { 201: { means: "The policy", schema: policyViewSchema } },
  errors: ["input_invalid", "policy_exists", "role_missing", "scope_missing"],
  example: { body: { pattern: "images/**", tagPattern: "v*", immutable: true, delete: false } },
});

export const matchRepositoryPolicy = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-repository-policies/matches",
  summary: "See which repositories a pattern matches",
  about:
    "The first 20 of them by name, and of which ones another policy says more, so that it applies there.",
  auth: admin,
  query: policyMatchesQuerySchema,
  answers: { 200: { means: "What it matches of what is there", schema: policyMatchesSchema } },
  errors: ["input_invalid", "role_missing", "scope_missing"],
  example: { query: "?pattern=images/**" },
});

export const changeRepositoryPolicy = endpoint({
  row,
  group,
  method: "PATCH",
  path: "/org-repository-policies/{id}",
  summary: "Change a policy",
  about:
    "What is left out stays; `tagPattern: null` makes it speak of every tag. It holds for every write that ends after it, in every process.",
  auth: admin,
  params: policyParams,
  body: changePolicySchema,
  answers: { 200: { means: "The policy", schema: policyViewSchema } },
  errors: ["policy_unknown", "input_invalid", "policy_exists", "role_missing", "scope_missing"],
  example: { body: { immutable: true } },
});

export const deleteRepositoryPolicy = endpoint({
  row,
  group,
  method: "DELETE",
  path: "/org-repository-policies/{id}",
  summary: "Delete a policy",
  about: "What it spoke of falls to the next policy that matches, or to the default.",
  auth: admin,
  params: policyParams,
  answers: { 204: { means: "Deleted" } },
  errors: ["policy_unknown", "role_missing", "scope_missing"],
});

export const repositoryPolicyEndpoints = [
  listRepositoryPolicies,
  createRepositoryPolicy,
  matchRepositoryPolicy,
  changeRepositoryPolicy,
  deleteRepositoryPolicy,
];
