import { z } from "zod";
import {
  changeCredentialSchema,
  createCredentialSchema,
  credentialListSchema,
  credentialViewSchema,
  testResultSchema,
  testSavedSchema,
  testUnsavedSchema,
} from "#lib/credentials/schema.ts";
import { endpoint } from "#lib/http/endpoint.ts";

const group = "OCI credentials";
const row = "API-19";
const admin = { session: true, token: "admin" } as const;
const credentialParams = z.object({ id: z.string().max(100) });
const refusals = ["role_missing", "scope_missing"] as const;

export const listOciCredentials = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-oci-credentials",
  summary: "List logins at other registries",
  about:
    "By host and path, each with its last test and what uses it. No answer has a password or any part of one.",
  auth: admin,
  answers: { 200: { means: "All of them", schema: credentialListSchema } },
  errors: refusals,
});

export const createOciCredential = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-oci-credentials",
  summary: "Add a login at another registry",
  about:
    "`host` is taken as people paste it: https://ghcr.io/v2/org is kept as ghcr.io. A path that is written without a scheme is kept, ghcr.io/acme, and the longest path that a repository is under wins. The password is sealed and never told again. For Amazon ECR give an access key id and its secret. `ca` has certificates of authorities, as PEM, that count for this host.",
  auth: admin,
  body: createCredentialSchema,
  answers: { 201: { means: "The credential", schema: credentialViewSchema } },
  errors: ["input_invalid", "credential_exists", ...refusals],
  example: { body: { host: "ghcr.io/acme", username: "acme-mirror", password: "ghp_…" } },
});

export const getOciCredential = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-oci-credentials/{id}",
  summary: "See a login at another registry",
  auth: admin,
  params: credentialParams,
  answers: { 200: { means: "The credential", schema: credentialViewSchema } },
  errors: ["credential_unknown", ...refusals],
});

export const changeOciCredential = endpoint({
  row,
  group,
  method: "PATCH",
  path: "/org-oci-credentials/{id}",
  summary: "Replace the password of a login",
  about:
    "What is left out stays. The host is part of the seal and cannot be changed: add another credential. What was tested before counts no more.",
  auth: admin,
  params: credentialParams,
  body: changeCredentialSchema,
  answers: { 200: { means: "The credential", schema: credentialViewSchema } },
  errors: ["credential_unknown", "input_invalid", ...refusals],
  example: { body: { password: "ghp_…" } },
});

export const deleteOciCredential = endpoint({
  row,
  group,
  method: "DELETE",
  path: "/org-oci-credentials/{id}",
  summary: "Delete a login at another registry",
  about: "Its password goes with it. `usedBy` of the credential names what would lose its login.",
  auth: admin,
  params: credentialParams,
  answers: { 204: { means: "Deleted" } },
  errors: ["credential_unknown", ...refusals],
});

const aboutTest =
  "A real handshake, step by step: name, TLS and its certificate, the challenge of /v2/, the login, and for a `repository` its tags and one manifest; then the clocks, and the rate limit where the registry states one. Each line passes or fails with its own cause and time; a failed test is answered 200. The login goes to the registry's own domain only, and only over trusted TLS.";

export const testUnsavedOciCredential = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-oci-credentials/test",
  summary: "Test a login before it is saved",
  about: aboutTest,
  auth: admin,
  body: testUnsavedSchema,
  answers: { 200: { means: "What was found", schema: testResultSchema } },
  errors: ["input_invalid", ...refusals],
  example: {
    body: { host: "registry.invalid", username: "acme", password: "secret", repository: "acme/web" },
  },
});

export const testOciCredential = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-oci-credentials/{id}/test",
  summary: "Test a login that is kept",
  about: aboutTest,
  auth: admin,
  params: credentialParams,
  body: testSavedSchema,
  answers: { 200: { means: "What was found", schema: testResultSchema } },
  errors: ["credential_unknown", "input_invalid", "secret_sealed", ...refusals],
  example: { body: { repository: "acme/web" } },
});

export const ociCredentialEndpoints = [
  listOciCredentials,
  createOciCredential,
  testUnsavedOciCredential,
  getOciCredential,
  changeOciCredential,
  deleteOciCredential,
  testOciCredential,
];
