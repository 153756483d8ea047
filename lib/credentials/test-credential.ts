import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { registryName } from "#lib/ids/registry-place.ts";
import { Problem } from "#lib/problems/problem.ts";
import { open } from "#lib/vault/seal.ts";
import { credentialColumns, sealContext } from "./credential-rows.ts";
import { requireManageCredentials } from "./policy.ts";
import type { TestResult, TestSavedInput, TestUnsavedInput } from "./schema.ts";
import { testConnection } from "./test-connection.ts";

/**
 * Tests a login before it is saved; nothing of it is kept.
 * @throws Problem "role_missing", "scope_missing"
 */
export async function testUnsaved(viewer: Viewer, input: TestUnsavedInput): Promise<TestResult> {
  requireManageCredentials(viewer, "test an OCI credential");
  const { username, password, ca = "", repository = null } = input;
  return testConnection({ host: input.host.host, username, password, ca, repository });
}

/**
 * Tests a login that is kept, and keeps what was found, unless it was changed meanwhile.
 * @throws Problem "credential_unknown", "role_missing", "scope_missing"; "secret_sealed" where the key is missing
 */
export async function testSaved(viewer: Viewer, id: string, input: TestSavedInput): Promise<TestResult> {
  requireManageCredentials(viewer, "test an OCI credential");
  const { orgId } = viewer;
  const row = await db().ociCredential.findUnique({
    where: { id, orgId },
    select: { ...credentialColumns, secret: true },
  });
  if (!row) throw new Problem("credential_unknown");
  const password = open(row.secret, sealContext({ ...row, orgId }));
  const { host, username, ca } = row;
  const result = await testConnection({ host, username, password, ca, repository: input.repository ?? null });
  await db().$transaction(async (tx) => {
    const { count } = await tx.ociCredential.updateMany({
      where: { id, orgId, secret: row.secret, username, ca },
      data: { testedAt: new Date(result.testedAt), testResult: result },
    });
    if (count === 0) return;
    const cause = result.lines.find((line) => line.state === "failed")?.cause ?? null;
    await recordAudit(tx, {
      ...viewer,
      action: "oci-credential.tested",
      subject: { kind: "oci-credential", id, name: registryName(row) },
      details: { state: result.state, cause, repository: result.repository },
    });
  });
  return result;
}
