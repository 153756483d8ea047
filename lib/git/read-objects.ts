import { db } from "#lib/db/database.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { encodeCommit } from "./encode-commit.ts";
import { encodeTrees } from "./encode-tree.ts";
import { type GitObject, type ObjectType, objectId } from "./object-id.ts";
import { type CommitAddress, parseTreeFiles, readCommits, requireCommit } from "./read-tree.ts";
import type { CommitFacts, TreeFile } from "./types.ts";

/** Commits whose trees are read together; each tree lists its files, up to ten thousand. */
const AT_ONCE = 20;

/** @throws an error when this is not what it was kept as */
function made(type: ObjectType, body: Buffer, kept: string): GitObject {
  const id = objectId(type, body);
  if (id !== kept) throw new Error(`The ${type} ${kept} is ${id} when computed again.`);
  return { id, type, body };
}

async function readTrees(orgId: string, commits: CommitFacts[]): Promise<Map<string, TreeFile[]>> {
  const ids = [...new Set(commits.map(({ treeId }) => treeId))];
  const rows = await db().gitTree.findMany({
    where: { orgId, id: { in: ids } },
    select: { id: true, files: true },
  });
  return new Map(rows.map(({ id, files }) => [id, parseTreeFiles(files)]));
}

/** @param seen ids of what has been given: it is not given again */
async function* objectsOf(files: TreeFile[], rootId: string, seen: Set<string>): AsyncGenerator<GitObject> {
  const trees = encodeTrees(files);
  if (trees.at(-1)?.id !== rootId) throw new Error(`The tree ${rootId} is not what its files make.`);
  for (const { sha, digest } of files) {
    if (seen.has(sha)) continue;
    seen.add(sha);
    yield made("blob", await blobStore().read(digestSchema.parse(digest)), sha);
  }
  for (const { id, body } of trees) {
    if (seen.has(id)) continue;
    seen.add(id);
    yield { id, type: "tree", body };
  }
}

/**
 * Every object that git needs of a history up to this commit, each once: commits from the newest on, each with what no newer
 * one had. Kept in memory are one file and the ids.
 * @throws Problem "commit_unknown"; an error where something is missing, or is not what its id says (X10)
 */
export async function* readObjects(head: CommitAddress): AsyncGenerator<GitObject> {
  const seen = new Set<string>();
  let before = (await requireCommit(head)).position + 1;
  for (let next: string | null = head.commitId; next !== null; ) {
    const commits = await readCommits(head, before, AT_ONCE);
    const trees = await readTrees(head.orgId, commits);
    if (commits.length === 0) throw new Error(`The history has no commit ${next}.`);
    for (const commit of commits) {
      const files = trees.get(commit.treeId);
      if (commit.id !== next || !files)
        throw new Error(`The history has no commit ${next}, or not its tree.`);
      if (!seen.has(commit.treeId)) yield* objectsOf(files, commit.treeId, seen);
      yield made("commit", encodeCommit(commit), commit.id);
      next = commit.parentId;
      before = commit.position;
    }
  }
}
