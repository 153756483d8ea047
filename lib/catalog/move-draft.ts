import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import type { SqlTx, Tx } from "#lib/db/database.ts";
import type { CommitAuthor, TreeFile } from "#lib/git/types.ts";
import { writeCommit } from "#lib/git/write-commit.ts";
import { Problem } from "#lib/problems/problem.ts";
import { archivedArtifact } from "./policy.ts";
import type { ArtifactFacts } from "./types.ts";

/** Author line of a commit: a person's own, or the name of a token or of the system. */
export function authorOf({ actor }: Viewer): CommitAuthor {
  return { name: actor.name, email: actor.email ?? `${actor.id}@chartroom.invalid` };
}

/** The draft is not where the caller thinks it is: the head that is there now goes along. */
export function draftMoved(head: string | null): Problem {
  return new Problem("draft_moved", {
    detail: "Someone else saved this draft in the meantime.",
    hint: "Read the draft again, then merge your changes into it.",
    facts: { commit: head },
  });
}

/**
 * Holds the artifact's row until the transaction ends, so that what changes it comes one after another.
 * @throws Problem "artifact_unknown" when it was deleted meanwhile
 */
export async function lockArtifact(tx: SqlTx, artifact: ArtifactFacts): Promise<{ archived: boolean }> {
  const [row] = await tx.$queryRaw<{ archivedAt: Date | null }[]>`
    SELECT "archivedAt" FROM "Artifact" WHERE "id" = ${artifact.id} AND "orgId" = ${artifact.orgId} FOR UPDATE`;
  if (!row) throw new Problem("artifact_unknown");
  return { archived: row.archivedAt !== null };
}

/** lockArtifact for saves and publications. @throws Problem "artifact_unknown"; "archived" when it was archived meanwhile */
export async function holdArtifact(tx: SqlTx, artifact: ArtifactFacts): Promise<void> {
  const { archived } = await lockArtifact(tx, artifact);
  if (archived) throw archivedArtifact(artifact);
}

/** The commit that the draft stands at; null where nothing was ever saved. */
export async function readHead(tx: Pick<Tx, "draft">, artifact: ArtifactFacts): Promise<string | null> {
  const draft = await tx.draft.findUnique({ where: { artifactId: artifact.id }, select: { headId: true } });
  return draft?.headId ?? null;
}

type Move = {
  /** The head that the new files were made on; null: nothing was ever saved. */
  parentId: string | null;
  /** The whole tree; its blobs are stored and fsynced. */
  files: TreeFile[];
  message: string;
};

/**
 * Writes a commit and makes it the draft's head: the only place where a head moves.
 * @throws Problem "draft_moved" with facts `{commit}` when the head is another than the parent
 */
export async function moveDraft(
  tx: Tx,
  by: Viewer,
  artifact: ArtifactFacts,
  move: Move,
): Promise<{ commit: string }> {
  await holdArtifact(tx, artifact);
  const head = await readHead(tx, artifact);
  if (head !== move.parentId) throw draftMoved(head);
  const { orgId, id: historyId } = artifact;
  const { id: headId } = await writeCommit(tx, { ...move, orgId, historyId, author: authorOf(by) });
  const updatedAt = clock.now();
  await tx.draft.upsert({
    where: { artifactId: historyId },
    create: { artifactId: historyId, orgId, headId, updatedAt },
    update: { headId, updatedAt },
    select: { headId: true },
  });
  await tx.artifact.update({ where: { id: historyId, orgId }, data: { updatedAt }, select: { id: true } });
  return { commit: headId };
}
