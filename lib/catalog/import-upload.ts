import type { Viewer } from "#lib/auth/types.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import type { CommitMade } from "./draft-schema.ts";
import { findFacts } from "./find-artifact.ts";
import { readDraft } from "./get-draft.ts";
import { draftMoved } from "./move-draft.ts";
import { grantEdit } from "./policy.ts";
import { readUpload } from "./read-upload.ts";
import { commitTree } from "./save-draft.ts";
import { storeFiles } from "./store-files.ts";

/**
 * Makes the files of an archive the draft, as one commit: afterwards it holds exactly these, byte for byte (CAT-20). What
 * was there before stays in the history.
 * @throws Problem "archive_invalid" naming the entry, "too_large" naming the limit, and those of saveDraft
 */
export async function importUpload(
  viewer: Viewer,
  ref: ArtifactRef,
  { parent, archive, message }: { parent: string | null; archive: Buffer; message: string },
): Promise<CommitMade> {
  const grant = grantEdit(viewer, await findFacts(viewer, ref));
  const { commit: parentId, files: before } = await readDraft(grant.artifact);
  if (parent !== parentId) throw draftMoved(parentId);
  const files = await storeFiles((await readUpload(archive)).files);
  const details = { files: files.length };
  return commitTree(grant, { parentId, before, files, message, action: "draft.imported", details });
}
