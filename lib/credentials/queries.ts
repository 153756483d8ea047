import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { credentialColumns, toCredentialView } from "./credential-rows.ts";
import { requireManageCredentials } from "./policy.ts";
import type { CredentialList, CredentialView } from "./schema.ts";

/**
 * The organization's logins at other registries, by host and path. No answer has a password.
 * @throws Problem "role_missing", "scope_missing"
 */
export async function listCredentials(viewer: Viewer): Promise<CredentialList> {
  requireManageCredentials(viewer, "see OCI credentials");
  const rows = await db().ociCredential.findMany({
    where: { orgId: viewer.orgId },
    select: credentialColumns,
    orderBy: [{ host: "asc" }, { path: "asc" }],
  });
  return { items: rows.map(toCredentialView), total: rows.length };
}

/** @throws Problem "credential_unknown", "role_missing", "scope_missing" */
export async function getCredential(viewer: Viewer, id: string): Promise<CredentialView> {
  requireManageCredentials(viewer, "see OCI credentials");
  const row = await db().ociCredential.findUnique({
    where: { id, orgId: viewer.orgId },
    select: credentialColumns,
  });
  if (!row) throw new Problem("credential_unknown");
  return toCredentialView(row);
}
