import type { Viewer } from "#lib/auth/types.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import type { CommitContents } from "./draft-schema.ts";
import { findFacts } from "./find-artifact.ts";
import { mapSome } from "./map-some.ts";
import { requireDraftSeen } from "./policy.ts";
import { readCommitTree } from "./read-commit-files.ts";
import { readEntry } from "./read-entry.ts";

/** Of the files' own bytes: an answer is held in memory, by us and by who reads it. */
const MAX_ANSWER_BYTES = 4 * 1024 ** 2;

/**
 * All files of a commit in few answers, for who needs every one of them (a render). At least one file an answer, by path.
 * @param after the path that the answer before ended with
 * @throws Problem "commit_unknown", "artifact_unknown", "sign_in_required"
 */
export async function readCommitContents(
  viewer: Viewer,
  ref: ArtifactRef,
  id: string,
  after: string | null,
): Promise<CommitContents> {
  const artifact = requireDraftSeen(viewer, await findFacts(viewer, ref));
  const tree = await readCommitTree(artifact, id);
  const left = tree.slice(after === null ? 0 : tree.findIndex(({ path }) => path === after) + 1);
  let sizeBytes = 0;
  const count = left.findIndex((file) => {
    sizeBytes += file.sizeBytes;
    return sizeBytes > MAX_ANSWER_BYTES;
  });
  const taken = count < 0 ? left : left.slice(0, Math.max(1, count));
  const files = await mapSome(taken, async (file) => ({
    path: file.path,
    ...written(await readEntry(file)),
  }));
  return { files, next: taken.length < left.length ? (taken.at(-1)?.path ?? null) : null };
}

/** A byte order mark stays a part of the text: what is read back is what is stored. */
function written(bytes: Buffer): { content: string; encoding: "utf-8" | "base64" } {
  try {
    const content = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { content, encoding: "utf-8" };
  } catch {
    return { content: bytes.toString("base64"), encoding: "base64" };
  }
}
