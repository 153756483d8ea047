import type { Json, SqlTx } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { callerNow } from "./caller.ts";
import type { AuditAction } from "./types.ts";

export type AuditEntry = {
  orgId: string;
  actor: { kind: string; id: string; name: string };
  door: string;
  requestId: string;
  /** `version.published`: noun of the room, then what happened to it. */
  action: AuditAction;
  subject: { kind: string; id: string; name: string };
  details?: Json;
};

/**
 * Appends what happened, inside the caller's transaction: the deed and its row commit together (DESIGN, promise 8).
 * Call it last: the trigger that chains the rows holds a lock on the organization's chain until the commit.
 * From where it was asked for comes from the request that runs (caller.ts).
 */
export async function recordAudit(tx: SqlTx, entry: AuditEntry): Promise<void> {
  const { actor, subject } = entry;
  const { address, client } = callerNow();
  await tx.$executeRaw`
    INSERT INTO "AuditEvent" ("id", "orgId", "actorKind", "actorId", "actorName", "door", "requestId", "action",
      "subjectKind", "subjectId", "subjectName", "details", "address", "client")
    VALUES (${newId("aud")}, ${entry.orgId}, ${actor.kind}, ${actor.id}, ${actor.name}, ${entry.door},
      ${entry.requestId}, ${entry.action}, ${subject.kind}, ${subject.id}, ${subject.name},
      ${JSON.stringify(entry.details ?? {})}::jsonb, ${address}, ${client})`;
}
