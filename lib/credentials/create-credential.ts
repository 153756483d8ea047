import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db, isUniqueViolation } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { registryName } from "#lib/ids/registry-place.ts";
import { Problem } from "#lib/problems/problem.ts";
import { seal } from "#lib/vault/seal.ts";
import { credentialColumns, credentialDetails, sealContext, toCredentialView } from "./credential-rows.ts";
import { requireManageCredentials } from "./policy.ts";
import type { CreateCredentialInput, CredentialView } from "./schema.ts";

/**
 * Keeps a login for another registry. Its password is sealed, and told by no answer, log or export from then on (GOH-64).
 * @throws Problem "credential_exists" for the same host and path; "role_missing", "scope_missing"
 */
export async function createCredential(
  viewer: Viewer,
  input: CreateCredentialInput,
): Promise<CredentialView> {
  requireManageCredentials(viewer, "add an OCI credential");
  const { orgId } = viewer;
  const { host, path } = input.host;
  const name = registryName(input.host);
  const now = clock.now();
  const secret = seal(input.password, sealContext({ orgId, host, path }));
  try {
    const row = await db().$transaction(async (tx) => {
      const made = await tx.ociCredential.create({
        data: {
          id: newId("crd"),
          orgId,
          host,
          path,
          username: input.username,
          secret,
          secretSetAt: now,
          ca: input.ca?.trim() ?? "",
          createdByName: viewer.actor.name,
          createdAt: now,
        },
        select: credentialColumns,
      });
      await recordAudit(tx, {
        ...viewer,
        action: "oci-credential.created",
        subject: { kind: "oci-credential", id: made.id, name },
        details: credentialDetails(made),
      });
      return made;
    });
    return toCredentialView(row);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Problem("credential_exists", {
      cause: error,
      detail: `There is a credential for ${name} already.`,
      hint: "Replace its password, or add one for a path below it.",
      fields: [{ path: "host", message: `There is a credential for ${name} already.` }],
    });
  }
}
