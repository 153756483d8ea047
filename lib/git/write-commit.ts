import { recordBlobs } from "#lib/blobs/record-blobs.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import type { Tx } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { cleanAuthor, cleanMessage, encodeCommit } from "./encode-commit.ts";
import { sortByPath, treeId } from "./encode-tree.ts";
import { objectId } from "./object-id.ts";
import type { CommitAuthor, TreeFile } from "./types.ts";

export type NewCommit = {
  orgId: string;
  /** Whose history: an opaque key. */
  historyId: string;
  /** Null for the first commit of the history. */
  parentId: string | null;
  /** The whole tree; blobs are in the store and fsynced (see storeFile). */
  files: TreeFile[];
  author: CommitAuthor;
  message: string;
};

async function positionAfter(tx: Tx, { orgId, historyId, parentId }: NewCommit): Promise<number> {
  if (parentId === null) return 1;
  const parent = await tx.gitCommit.findUnique({
    where: { orgId_historyId_id: { orgId, historyId, id: parentId } },
    select: { position: true },
  });
  if (!parent) throw new Problem("commit_unknown", { detail: `There is no commit ${parentId}.` });
  return parent.position + 1;
}

/** Writes the tree, or holds the one that is there: a tree that no commit names may be collected just now. */
async function keepTree(tx: Tx, orgId: string, id: string, files: TreeFile[]): Promise<void> {
  for (let held = 0; held === 0; ) {
    await tx.gitTree.createMany({ data: [{ orgId, id, files }], skipDuplicates: true });
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "GitTree" WHERE "orgId" = ${orgId} AND "id" = ${id} FOR KEY SHARE`;
    held = rows.length;
  }
}

const wholeSeconds = (date: Date) => addMs(date, -(date.getTime() % 1000));

/**
 * Writes tree and commit. The id is the one that git computes over the same content.
 * @throws a unique violation when another commit already follows the parent; the caller decides what that means
 * @throws Problem "commit_unknown" when the parent is not in this history
 */
export async function writeCommit(tx: Tx, commit: NewCommit): Promise<{ id: string }> {
  const { orgId, historyId, parentId } = commit;
  const files = sortByPath(commit.files);
  const tree = treeId(files);
  const position = await positionAfter(tx, commit);
  const author = cleanAuthor(commit.author);
  const message = cleanMessage(commit.message);
  const committedAt = wholeSeconds(clock.now());
  const id = objectId("commit", encodeCommit({ treeId: tree, parentId, author, committedAt, message }));
  await recordBlobs(tx, files);
  await keepTree(tx, orgId, tree, files);
  await tx.gitCommit.create({
    data: {
      orgId,
      historyId,
      id,
      treeId: tree,
      parentId,
      authorName: author.name,
      authorEmail: author.email,
      message,
      committedAt,
      position,
    },
    select: { id: true },
  });
  return { id };
}
