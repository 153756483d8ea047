import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { registryName } from "#lib/ids/registry-place.ts";
import { Problem } from "#lib/problems/problem.ts";
import { credentialColumns, credentialDetails } from "./credential-rows.ts";
import { requireManageCredentials } from "./policy.ts";

/**
 * Forgets a login, its password with it; the next longer path of the host applies where there is one.
 * @throws Problem "credential_unknown", "role_missing", "scope_missing"
 */
export async function deleteCredential(viewer: Viewer, id: string): Promise<void> {
  requireManageCredentials(viewer, "delete an OCI credential");
  const { orgId } = viewer;
  await db().$transaction(async (tx) => {
    const row = await tx.ociCredential.findUnique({ where: { id, orgId }, select: credentialColumns });
    if (!row) throw new Problem("credential_unknown");
    await tx.ociCredential.delete({ where: { id, orgId }, select: { id: true } });
    await recordAudit(tx, {
      ...viewer,
      action: "oci-credential.deleted",
      subject: { kind: "oci-credential", id, name: registryName(row) },
      details: credentialDetails(row),
    });
  });
}
