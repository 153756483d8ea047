import { z } from "zod";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { countCommits, readCommits } from "#lib/git/read-tree.ts";
import type { CommitFacts } from "#lib/git/types.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import type { CommitView } from "./draft-schema.ts";
import { findFacts } from "./find-artifact.ts";
import { decodeCursor, encodeCursor } from "./page-cursor.ts";
import { requireDraftSeen } from "./policy.ts";
import type { Page } from "./schema.ts";
import type { ArtifactFacts } from "./types.ts";

/** Position of the last commit of the page. */
const cursorSchema = z.number().int().positive().max(2_147_483_647);

/** Version tags by the commit they were published from. */
async function tagsByCommit(artifact: ArtifactFacts, ids: string[]): Promise<Map<string, string[]>> {
  const rows = await db().version.findMany({
    where: { artifactId: artifact.id, orgId: artifact.orgId, commitId: { in: ids } },
    orderBy: { position: "asc" },
    select: { tag: true, commitId: true },
  });
  const tags = new Map<string, string[]>();
  for (const { tag, commitId } of rows)
    if (commitId) tags.set(commitId, [...(tags.get(commitId) ?? []), tag]);
  return tags;
}

/** Commits as people see them, with the versions that were published from each. */
export async function toCommitViews(artifact: ArtifactFacts, commits: CommitFacts[]): Promise<CommitView[]> {
  const tags = await tagsByCommit(
    artifact,
    commits.map((commit) => commit.id),
  );
  return commits.map(({ id, parentId, message, author, committedAt }) => ({
    id,
    parent: parentId,
    message: message.trimEnd(),
    author,
    committedAt: committedAt.toISOString(),
    versions: tags.get(id) ?? [],
  }));
}

/** History of the draft, newest first (GOH-9, API-12). @throws Problem "artifact_unknown", "sign_in_required", "input_invalid" for a bad cursor */
export async function listCommits(
  viewer: Viewer,
  ref: ArtifactRef,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<CommitView>> {
  const artifact = requireDraftSeen(viewer, await findFacts(viewer, ref));
  const history = { orgId: artifact.orgId, historyId: artifact.id };
  const before = cursor === undefined ? null : decodeCursor(cursor, cursorSchema);
  const [commits, total] = await Promise.all([
    readCommits(history, before, limit + 1),
    countCommits(history),
  ]);
  const shown = commits.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await toCommitViews(artifact, shown),
    nextCursor: last && commits.length > limit ? encodeCursor(last.position) : null,
    total,
  };
}
