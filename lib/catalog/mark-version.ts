import type { AuditAction } from "#lib/audit/types.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db, type Json, type Tx } from "#lib/db/database.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import type { VersionTag } from "#lib/ids/version-tag.ts";
import { Problem } from "#lib/problems/problem.ts";
import { changeArtifact } from "./change-artifact.ts";
import { findFacts } from "./find-artifact.ts";
import { getVersion, versionUnknown } from "./get-version.ts";
import { lockArtifact } from "./move-draft.ts";
import { grantMark, type MarkGrant } from "./policy.ts";
import { refreshLatest } from "./refresh-latest.ts";
import {
  type LifecycleState,
  lifecycleStateSchema,
  type MarkVersionInput,
  type VersionView,
} from "./schema.ts";
import type { ArtifactFacts } from "./types.ts";

/** A mark as the audit log tells it, before and after. */
type Mark = { state: LifecycleState; reason: string | null; replacement: string | null };
type Marked = { id: string; tag: string };

const NEVER_MARKED: Mark = { state: "active", reason: null, replacement: null };

/** What happened, for the audit log. */
export const MARK_ACTIONS: Record<LifecycleState, AuditAction> = {
  active: "version.mark_lifted",
  deprecated: "version.deprecated",
  yanked: "version.yanked",
};

async function readMark(tx: Pick<Tx, "versionMark">, versionId: string): Promise<Mark> {
  const row = await tx.versionMark.findUnique({
    where: { versionId },
    select: { state: true, reason: true, replacement: { select: { tag: true } } },
  });
  if (!row) return NEVER_MARKED;
  return {
    state: lifecycleStateSchema.parse(row.state),
    reason: row.reason,
    replacement: row.replacement?.tag ?? null,
  };
}

const badReplacement = (message: string) =>
  new Problem("input_invalid", { detail: message, fields: [{ path: "replacement", message }] });

/** @throws Problem "input_invalid" for what nobody could take instead */
async function findReplacement(
  tx: Tx,
  artifact: ArtifactFacts,
  version: Marked,
  { state, replacement }: MarkVersionInput,
): Promise<Marked | null> {
  if (!replacement) return null;
  if (state === "active") throw badReplacement("A version that is active needs no replacement.");
  if (replacement === version.tag) throw badReplacement("A version cannot replace itself.");
  const found = await tx.version.findUnique({
    where: { artifactId_tag: { artifactId: artifact.id, tag: replacement }, orgId: artifact.orgId },
    select: { id: true, tag: true, mark: { select: { state: true } } },
  });
  if (!found) throw badReplacement(`There is no version ${replacement}.`);
  if (found.mark?.state === "yanked") throw badReplacement(`Version ${replacement} is yanked itself.`);
  return found;
}

async function writeMark(
  tx: Tx,
  { artifact, by }: MarkGrant,
  version: Marked,
  { state, reason }: MarkVersionInput,
  replacementId: string | null,
): Promise<void> {
  const columns = {
    state,
    reason,
    replacementId,
    markedByKind: by.actor.kind,
    markedById: by.actor.id,
    markedByName: by.actor.name,
    markedAt: clock.now(),
  };
  await tx.versionMark.upsert({
    where: { versionId: version.id },
    create: { versionId: version.id, orgId: artifact.orgId, artifactId: artifact.id, ...columns },
    update: columns,
    select: { versionId: true },
  });
}

const isSame = (before: Mark, after: Mark) =>
  before.state === after.state &&
  // What was never marked is active without a reason, and stays so.
  (before.reason === after.reason || (before.reason === null && after.state === "active")) &&
  before.replacement === after.replacement;

/**
 * Marks a version as deprecated or yanked, or lifts its mark, with a reason (NB-6, API-15). The version itself stays as it
 * is, and answers by its exact tag, digest and file; a yanked one leaves *latest*, ranges and lists of tags from the next
 * request on. The same mark again is a success, and writes nothing. Of two at once, the later one stands.
 * @throws Problem "artifact_unknown", "version_unknown", "role_missing", "scope_missing"; "input_invalid" for a replacement
 *   that is not there, is yanked, or is this version
 */
export async function markVersion(
  viewer: Viewer,
  ref: ArtifactRef,
  tag: VersionTag,
  input: MarkVersionInput,
): Promise<VersionView> {
  const facts = await findFacts(viewer, ref);
  const grant = grantMark(viewer, facts, { from: "active", to: input.state });
  const { artifact, by } = grant;
  const version = await db().version.findUnique({
    where: { artifactId_tag: { artifactId: artifact.id, tag }, orgId: artifact.orgId },
    select: { id: true, tag: true },
  });
  if (!version) throw await versionUnknown(artifact, tag);
  await changeArtifact(by, artifact, async (tx) => {
    // Marks of an artifact come one after another, so that what is recorded as "before" is true, and *latest* too.
    await lockArtifact(tx, artifact);
    const before = await readMark(tx, version.id);
    grantMark(viewer, facts, { from: before.state, to: input.state });
    const replacement = await findReplacement(tx, artifact, version, input);
    const after: Mark = { state: input.state, reason: input.reason, replacement: replacement?.tag ?? null };
    if (isSame(before, after)) return null;
    await writeMark(tx, grant, version, input, replacement?.id ?? null);
    await refreshLatest(tx, artifact);
    const details: Json = { tag: version.tag, before, after };
    return { action: MARK_ACTIONS[input.state], details };
  });
  return getVersion(viewer, ref, tag);
}
