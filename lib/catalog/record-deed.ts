import { recordAudit } from "#lib/audit/record-audit.ts";
import type { AuditAction } from "#lib/audit/types.ts";
import type { Viewer } from "#lib/auth/types.ts";
import type { Json, SqlTx } from "#lib/db/database.ts";
import { displayName } from "#lib/ids/ids.ts";
import type { ArtifactFacts } from "./types.ts";

/** Appends to the audit log what a viewer did to an artifact. Call it last in the transaction (see recordAudit). */
export async function recordDeed(
  tx: SqlTx,
  by: Viewer,
  artifact: ArtifactFacts,
  action: AuditAction,
  details: Json = {},
): Promise<void> {
  await recordAudit(tx, {
    orgId: artifact.orgId,
    actor: { kind: by.actor.kind, id: by.actor.id, name: by.actor.name },
    door: by.door,
    requestId: by.requestId,
    action,
    subject: { kind: artifact.kind, id: artifact.id, name: displayName(artifact) },
    details,
  });
}
