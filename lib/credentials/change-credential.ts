import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db, NO_JSON } from "#lib/db/database.ts";
import { registryName } from "#lib/ids/registry-place.ts";
import { Problem } from "#lib/problems/problem.ts";
import { seal } from "#lib/vault/seal.ts";
import { credentialColumns, credentialDetails, sealContext, toCredentialView } from "./credential-rows.ts";
import { requireManageCredentials } from "./policy.ts";
import type { ChangeCredentialInput, CredentialView } from "./schema.ts";

/**
 * Replaces the password, or changes what stands beside it; the host is part of the seal and stays. What was tested before is
 * not what is kept now: the state is "not tested" again.
 * @throws Problem "credential_unknown", "role_missing", "scope_missing"
 */
export async function changeCredential(
  viewer: Viewer,
  id: string,
  input: ChangeCredentialInput,
): Promise<CredentialView> {
  requireManageCredentials(viewer, "change an OCI credential");
  const { orgId } = viewer;
  const row = await db().$transaction(async (tx) => {
    const before = await tx.ociCredential.findUnique({ where: { id, orgId }, select: credentialColumns });
    if (!before) throw new Problem("credential_unknown");
    const after = await tx.ociCredential.update({
      where: { id, orgId },
      data: {
        username: input.username ?? before.username,
        ca: input.ca?.trim() ?? before.ca,
        ...(input.password !== undefined && {
          secret: seal(input.password, sealContext({ ...before, orgId })),
          secretSetAt: clock.now(),
        }),
        testedAt: null,
        testResult: NO_JSON,
      },
      select: credentialColumns,
    });
    await recordAudit(tx, {
      ...viewer,
      action: "oci-credential.changed",
      subject: { kind: "oci-credential", id, name: registryName(before) },
      details: {
        before: credentialDetails(before),
        after: credentialDetails(after),
        isPasswordReplaced: input.password !== undefined,
      },
    });
    return after;
  });
  return toCredentialView(row);
}
