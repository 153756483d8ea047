import { z } from "zod";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { CommitFacts, TreeFile } from "./types.ts";

const filesSchema = z.array(
  z.object({
    path: z.string(),
    sizeBytes: z.number(),
    sha: z.string(),
    digest: z.string(),
    executable: z.boolean(),
  }),
);

export type CommitAddress = { orgId: string; historyId: string; commitId: string };

const commitColumns = {
  id: true,
  treeId: true,
  parentId: true,
  authorName: true,
  authorEmail: true,
  message: true,
  committedAt: true,
  position: true,
} as const;

type CommitRow = Omit<CommitFacts, "author"> & { authorName: string; authorEmail: string };

function toFacts({ authorName, authorEmail, ...row }: CommitRow): CommitFacts {
  return { ...row, author: { name: authorName, email: authorEmail } };
}

const COMMIT_ID = /^[0-9a-f]{40}$/;

/** @returns null when the history has no such commit */
export async function findCommit({ orgId, historyId, commitId }: CommitAddress): Promise<CommitFacts | null> {
  if (!COMMIT_ID.test(commitId)) return null;
  const row = await db().gitCommit.findUnique({
    where: { orgId_historyId_id: { orgId, historyId, id: commitId } },
    select: commitColumns,
  });
  return row && toFacts(row);
}

/** Newest first. @param before only commits below this position; null: from the newest on */
export async function readCommits(
  history: { orgId: string; historyId: string },
  before: number | null,
  limit: number,
): Promise<CommitFacts[]> {
  const { orgId, historyId } = history;
  const rows = await db().gitCommit.findMany({
    where: { orgId, historyId, ...(before === null ? {} : { position: { lt: before } }) },
    orderBy: { position: "desc" },
    take: limit,
    select: commitColumns,
  });
  return rows.map(toFacts);
}

export async function countCommits(history: { orgId: string; historyId: string }): Promise<number> {
  const { orgId, historyId } = history;
  return db().gitCommit.count({ where: { orgId, historyId } });
}

/** @throws Problem "commit_unknown" */
export async function requireCommit(address: CommitAddress): Promise<CommitFacts> {
  const commit = await findCommit(address);
  if (!commit) throw new Problem("commit_unknown", { detail: `There is no commit ${address.commitId}.` });
  return commit;
}

/** The files of a commit, sorted by the bytes of their paths. @throws Problem "commit_unknown" */
export async function readTree(address: CommitAddress): Promise<TreeFile[]> {
  const commit = await requireCommit(address);
  const tree = await db().gitTree.findUniqueOrThrow({
    where: { orgId_id: { orgId: address.orgId, id: commit.treeId } },
    select: { files: true },
  });
  return parseTreeFiles(tree.files);
}

/** `GitTree.files`, as it was written. */
export function parseTreeFiles(files: unknown): TreeFile[] {
  return filesSchema.parse(files);
}
