import { aName, type Writer, type Writes } from "../fixtures.ts";

/** Tokens, and what the registry holds. */
export function registryWrites({ aPlain, aPolicy, aRegistryToken, make }: Writer): Writes {
  return {
    "POST /org-api-tokens": {
      leaves: "api-token.created",
      on: "api-token",
      ask: async () => ({
        at: "org-api-tokens",
        json: { name: "release-job", scope: "publish", expiresIn: "90d" },
      }),
    },
    "POST /org-api-tokens/{id}/rotate": {
      leaves: "api-token.rotated",
      on: "api-token",
      ask: async () => ({
        at: `org-api-tokens/${await make("org-api-tokens", { name: "job", scope: "read" })}/rotate`,
        json: { overlapDays: 2 },
      }),
    },
    "DELETE /org-api-tokens/{id}": {
      leaves: "api-token.revoked",
      on: "api-token",
      ask: async () => ({
        at: `org-api-tokens/${await make("org-api-tokens", { name: "old", scope: "read" })}`,
      }),
    },
    "POST /org-registry-tokens": {
      leaves: "registry-token.created",
      on: "registry-token",
      ask: async () => ({ at: "org-registry-tokens", json: { name: "ci", scope: "pull" } }),
    },
    "POST /org-registry-tokens/{id}/rotate": {
      leaves: "registry-token.rotated",
      on: "registry-token",
      ask: async () => ({
        at: `org-registry-tokens/${await aRegistryToken()}/rotate`,
        json: { overlapDays: 2 },
      }),
    },
    "DELETE /org-registry-tokens/{id}": {
      leaves: "registry-token.revoked",
      on: "registry-token",
      ask: async () => ({ at: `org-registry-tokens/${await aRegistryToken()}` }),
    },
    "DELETE /org-repositories/{name}/tags/{reference}": {
      leaves: "tag.deleted",
      on: "repository",
      ask: async () => {
        const { at, chart } = await aPlain();
        return { at: `${at}/tags/${chart.tag}` };
      },
    },
    "DELETE /org-repositories/{name}/manifests/{reference}": {
      leaves: "manifest.deleted",
      on: "repository",
      ask: async () => {
        const { at, chart } = await aPlain();
        return { at: `${at}/manifests/${chart.digest}` };
      },
    },
    "POST /org-repositories/{name}/publish": {
      leaves: "version.published",
      on: "chart",
      ask: async () => {
        const { at, chart } = await aPlain();
        return { at: `${at}/publish`, json: { reference: chart.tag, project: aName() } };
      },
    },
    "POST /org-repository-policies": {
      leaves: "repository-policy.created",
      on: "repository-policy",
      ask: async () => ({
        at: "org-repository-policies",
        json: { pattern: "images/**", immutable: true, delete: false },
      }),
    },
    "PATCH /org-repository-policies/{id}": {
      leaves: "repository-policy.changed",
      on: "repository-policy",
      ask: async () => ({ at: `org-repository-policies/${await aPolicy()}`, json: { immutable: false } }),
    },
    "DELETE /org-repository-policies/{id}": {
      leaves: "repository-policy.deleted",
      on: "repository-policy",
      ask: async () => ({ at: `org-repository-policies/${await aPolicy()}` }),
    },
  };
}
