import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { checkFiles } from "./check-files.ts";
import { findFacts } from "./find-artifact.ts";
import { findTaken } from "./find-taken.ts";
import { getVersion } from "./get-version.ts";
import { KINDS } from "./kinds/kinds.ts";
import { draftMoved, readHead } from "./move-draft.ts";
import { grantPublish, type PublishGrant } from "./policy.ts";
import { type DraftSource, publishVersion } from "./publish-version.ts";
import { readCommitFiles } from "./read-commit-files.ts";
import { NOTHING_FOUND, requirePublishable } from "./require-publishable.ts";
import type { PublishVersionInput, VersionView } from "./schema.ts";
import { sealFromFiles } from "./seal-version.ts";
import { withChartField } from "./set-chart-field.ts";
import { storeFiles } from "./store-files.ts";
import type { ArtifactFacts } from "./types.ts";

export type Published = { kind: "published" | "unchanged"; version: VersionView };

/** A retry whose first try was answered to nobody: the head is the release commit that this very publication wrote. */
async function findRetried(
  artifact: ArtifactFacts,
  input: PublishVersionInput,
  head: string,
): Promise<boolean> {
  const taken = await findTaken(db(), artifact.id, input.version);
  if (taken?.tag !== input.version || taken.commitId !== head) return false;
  const release = await db().gitCommit.findUnique({
    where: { orgId_historyId_id: { orgId: artifact.orgId, historyId: artifact.id, id: head } },
    select: { parentId: true },
  });
  return release?.parentId === input.draftCommit;
}

async function requireHead(artifact: ArtifactFacts, input: PublishVersionInput): Promise<"head" | "retried"> {
  const head = await readHead(db(), artifact);
  if (head === null) throw new Problem("draft_empty", { hint: "Save some files first." });
  if (head === input.draftCommit) return "head";
  if (await findRetried(artifact, input, head)) return "retried";
  throw draftMoved(head);
}

async function sealDraft(grant: PublishGrant, ref: ArtifactRef, input: PublishVersionInput) {
  const { artifact, by } = grant;
  const rules = KINDS[ref.kind];
  const written = await readCommitFiles(artifact, input.draftCommit);
  const released = ref.kind === "chart" ? withChartField(written, "version", input.version) : null;
  const files = released ?? written;
  const checked = await checkFiles(ref, input.version, files, {
    nonSemverAccepted: input.acknowledge.includes("non-semver"),
  });
  const packaged = rules.packaged(files);
  // What stands under the tag is compared first: whatever is refused now, it cannot replace it, and a retry of what was
  // published asks for nothing.
  const taken = await findTaken(db(), artifact.id, input.version);
  const found = taken
    ? NOTHING_FOUND
    : await requirePublishable({ kind: ref.kind, files: packaged, checked, acknowledge: input.acknowledge });
  const { description } = await db().artifact.findUniqueOrThrow({
    where: { id: artifact.id, orgId: artifact.orgId },
    select: { description: true },
  });
  const sealed = await sealFromFiles({
    ref,
    tag: input.version,
    files: packaged,
    metadata: checked.metadata,
    description,
    author: by.actor.name,
    notes: input.notes ?? "",
    found,
  });
  const draft: DraftSource = { head: input.draftCommit, release: released && (await storeFiles(released)) };
  return { sealed, draft };
}

/**
 * Publishes the commit that was reviewed (CAT-22, CAT-23). A chart whose Chart.yaml says another version gets a release
 * commit that sets it, in the same transaction.
 * @throws Problem "draft_moved", "draft_empty", "version_exists", "publish_blocked", the refusals of the gates and of the grant
 */
export async function publishFromDraft(
  viewer: Viewer,
  ref: ArtifactRef,
  input: PublishVersionInput,
): Promise<Published> {
  const grant = grantPublish(viewer, await findFacts(viewer, ref));
  if ((await requireHead(grant.artifact, input)) === "retried")
    return { kind: "unchanged", version: await getVersion(viewer, ref, input.version) };
  const { sealed, draft } = await sealDraft(grant, ref, input);
  const { kind, tag } = await publishVersion(grant, sealed, draft);
  return { kind, version: await getVersion(viewer, ref, tag) };
}
