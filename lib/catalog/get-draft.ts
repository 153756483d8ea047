import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import type { TreeFile } from "#lib/git/types.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { DraftView } from "./draft-schema.ts";
import { findFacts } from "./find-artifact.ts";
import { readHead } from "./move-draft.ts";
import { requireDraftSeen } from "./policy.ts";
import { readCommitTree } from "./read-commit-files.ts";
import { readEntry } from "./read-entry.ts";
import type { ArtifactFacts } from "./types.ts";

export type DraftTree = { commit: string | null; files: TreeFile[] };

/** The draft as it stands, for whoever holds the facts; `commit` is null where nothing was ever saved. */
export async function readDraft(artifact: ArtifactFacts): Promise<DraftTree> {
  const commit = await readHead(db(), artifact);
  return { commit, files: commit === null ? [] : await readCommitTree(artifact, commit) };
}

/** API-6. @throws Problem "artifact_unknown", "sign_in_required", "read_only_source" */
export async function getDraft(viewer: Viewer, ref: ArtifactRef): Promise<DraftView> {
  const { commit, files } = await readDraft(requireDraftSeen(viewer, await findFacts(viewer, ref)));
  return {
    commit,
    files: files.map(({ path, sizeBytes, sha, digest, executable }) => ({
      path,
      size: sizeBytes,
      sha,
      digest,
      executable,
    })),
  };
}

/** API-7: a file of the draft, whole. @throws Problem "file_unknown" and those of getDraft */
export async function readDraftFile(
  viewer: Viewer,
  ref: ArtifactRef,
  path: string,
): Promise<{ bytes: Buffer; sha: string; executable: boolean }> {
  const { files } = await readDraft(requireDraftSeen(viewer, await findFacts(viewer, ref)));
  const file = files.find((one) => one.path === path);
  if (!file) throw new Problem("file_unknown", { detail: `The draft has no file ${JSON.stringify(path)}.` });
  const bytes = await readEntry(file);
  return { bytes, sha: file.sha, executable: file.executable };
}
