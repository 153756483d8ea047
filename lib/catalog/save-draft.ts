import type { AuditAction } from "#lib/audit/types.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, type Json } from "#lib/db/database.ts";
import { treeId } from "#lib/git/encode-tree.ts";
import { storeFile } from "#lib/git/store-file.ts";
import type { TreeFile } from "#lib/git/types.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { applyChanges, type PlannedFile } from "./apply-changes.ts";
import type { CommitMade, SaveDraftInput } from "./draft-schema.ts";
import { findFacts } from "./find-artifact.ts";
import { readDraft } from "./get-draft.ts";
import { mapSome } from "./map-some.ts";
import { draftMoved, moveDraft } from "./move-draft.ts";
import { type EditGrant, grantEdit } from "./policy.ts";
import { recordDeed } from "./record-deed.ts";

const store = (planned: PlannedFile): Promise<TreeFile> | TreeFile =>
  "bytes" in planned
    ? storeFile(planned.path, planned.bytes, planned.executable)
    : { ...planned.kept, path: planned.path };

type Save = {
  /** The head that the new tree was made on. */
  parentId: string | null;
  before: TreeFile[];
  /** Stored and fsynced. */
  files: TreeFile[];
  message: string;
  /** Name of the deed in the audit log. */
  action: AuditAction;
  details: Json;
};

/**
 * Makes a whole tree the draft's next commit, with its audit row. A tree that is the same answers with the commit that is there.
 * @throws Problem "draft_moved" with facts `{commit}`
 */
export async function commitTree({ artifact, by }: EditGrant, save: Save): Promise<CommitMade> {
  const { parentId, before, files, message, action, details } = save;
  if (parentId !== null && treeId(files) === treeId(before)) return { commit: parentId };
  const topic = `artifact:${artifact.id}`;
  const made = await db().$transaction(async (tx) => {
    const moved = await moveDraft(tx, by, artifact, { parentId, files, message });
    await announceChange(tx, topic);
    await recordDeed(tx, by, artifact, action, { commit: moved.commit, ...Object(details) });
    return moved;
  });
  applyChangeHere(topic);
  return made;
}

/**
 * Saves changes as one commit on the draft (API-8, CAT-19). Of two who save on the same parent, one succeeds.
 * @throws Problem "draft_moved" with facts `{commit}`, the head that is there now; "archived", "read_only_source",
 * "role_missing", "scope_missing"; "input_invalid" or "too_large" naming the file
 */
export async function saveDraft(
  viewer: Viewer,
  ref: ArtifactRef,
  input: SaveDraftInput,
): Promise<CommitMade> {
  const grant = grantEdit(viewer, await findFacts(viewer, ref));
  const { commit: parentId, files: before } = await readDraft(grant.artifact);
  if (input.parent !== parentId) throw draftMoved(parentId);
  const planned = applyChanges(before, input.changes);
  const files = await mapSome(planned, async (file) => store(file));
  const details = { changes: input.changes.length };
  return commitTree(grant, {
    parentId,
    before,
    files,
    message: input.message,
    action: "draft.saved",
    details,
  });
}
