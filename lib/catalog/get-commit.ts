import type { Viewer } from "#lib/auth/types.ts";
import { findCommit } from "#lib/git/read-tree.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { compareFiles } from "./compare-files.ts";
import type { CommitChanges } from "./draft-schema.ts";
import { findFacts } from "./find-artifact.ts";
import { toCommitViews } from "./list-commits.ts";
import { requireDraftSeen } from "./policy.ts";
import { readCommitTree } from "./read-commit-files.ts";
import { readEntry } from "./read-entry.ts";

/** One commit with what it changed against its parent (GOH-9). @throws Problem "commit_unknown", "artifact_unknown", "sign_in_required" */
export async function getCommit(viewer: Viewer, ref: ArtifactRef, id: string): Promise<CommitChanges> {
  const artifact = requireDraftSeen(viewer, await findFacts(viewer, ref));
  const commit = await findCommit({ orgId: artifact.orgId, historyId: artifact.id, commitId: id });
  const [view] = commit ? await toCommitViews(artifact, [commit]) : [];
  if (!commit || !view) throw new Problem("commit_unknown");
  const [before, after] = await Promise.all([
    commit.parentId === null ? [] : readCommitTree(artifact, commit.parentId),
    readCommitTree(artifact, id),
  ]);
  return { ...view, files: await compareFiles(before, after, readEntry) };
}
