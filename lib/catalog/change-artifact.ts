import type { AuditAction } from "#lib/audit/types.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, type Json, type Tx } from "#lib/db/database.ts";
import { recordDeed } from "./record-deed.ts";
import type { ArtifactFacts } from "./types.ts";

export type Deed = { action: AuditAction; details: Json };

/**
 * Runs a change of an artifact's own row in one transaction with its audit row, then tells every process.
 * @param change answers what was done, or null when there was nothing to do: then nothing is recorded
 */
export async function changeArtifact(
  by: Viewer,
  artifact: ArtifactFacts,
  change: (tx: Tx) => Promise<Deed | null>,
): Promise<void> {
  const topic = `artifact:${artifact.id}`;
  const changed = await db().$transaction(async (tx) => {
    const deed = await change(tx);
    if (!deed) return false;
    await announceChange(tx, topic);
    await recordDeed(tx, by, artifact, deed.action, deed.details);
    return true;
  });
  if (changed) applyChangeHere(topic);
}
