import { readTree } from "#lib/git/read-tree.ts";
import type { TreeFile } from "#lib/git/types.ts";
import { mapSome } from "./map-some.ts";
import { readEntry } from "./read-entry.ts";
import type { ArtifactFacts, FileContent } from "./types.ts";

/** The files of a commit of this artifact's history. @throws Problem "commit_unknown" */
export async function readCommitTree(facts: ArtifactFacts, commitId: string): Promise<TreeFile[]> {
  return readTree({ orgId: facts.orgId, historyId: facts.id, commitId });
}

/** The files of a commit with their bytes, sorted by path. @throws Problem "commit_unknown" */
export async function readCommitFiles(facts: ArtifactFacts, commitId: string): Promise<FileContent[]> {
  const files = await readCommitTree(facts, commitId);
  return mapSome(files, async (file) => ({
    path: file.path,
    executable: file.executable,
    bytes: await readEntry(file),
  }));
}
