import type { Json, Tx } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";

export type AuditEntry = {
  orgId: string;
  actor: { kind: string; id: string; name: string };
  door: string;
  requestId: string;
  /** `version.published`: noun of the room, then what happened to it. */
  action: string;
  subject: { kind: string; id: string; name: string };
  details?: Json;
};

/**
 * Appends what happened, inside the caller's transaction: the deed and its row commit together (DESIGN, promise 8).
 * Call it last: the trigger that chains the rows holds a lock on the organization's chain until the commit.
 */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: {
      id: newId("aud"),
      orgId: entry.orgId,
      actorKind: entry.actor.kind,
      actorId: entry.actor.id,
      actorName: entry.actor.name,
      door: entry.door,
      requestId: entry.requestId,
      action: entry.action,
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id,
      subjectName: entry.subject.name,
      details: entry.details ?? {},
    },
    select: { id: true },
  });
}
