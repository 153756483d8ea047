import type { Viewer } from "#lib/auth/types.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db, type Tx } from "#lib/db/database.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { checkVersionJob } from "./check-version-job.ts";
import { findFacts } from "./find-artifact.ts";
import { getVersion, versionUnknown } from "./get-version.ts";
import { grantCheck } from "./policy.ts";
import { recordDeed } from "./record-deed.ts";
import type { VersionView } from "./schema.ts";

/** A check that was asked for so long ago is asked for anew: its job may be gone. */
const PATIENCE_MS = 10 * 60_000;

const ASKED = { state: "pending", error: null, checkedAt: null };

/** @returns false where somebody has asked already, and a job is on its way */
async function askForCheck(tx: Tx, orgId: string, versionId: string): Promise<boolean> {
  const askedAt = clock.now();
  const { count: made } = await tx.versionCheck.createMany({
    data: [{ versionId, orgId, askedAt, ...ASKED }],
    skipDuplicates: true,
  });
  if (made > 0) return true;
  const isOpen = [{ state: { not: "pending" } }, { askedAt: { lt: addMs(askedAt, -PATIENCE_MS) } }];
  const { count: changed } = await tx.versionCheck.updateMany({
    where: { versionId, orgId, OR: isOpen },
    data: { askedAt, ...ASKED },
  });
  return changed > 0;
}

/**
 * Looks for a version's findings once more, by a job: after a check that failed, with a newer engine, or of a version that
 * is older than checks are. What was found before stays until then.
 * @throws Problem "artifact_unknown", "version_unknown", "role_missing", "scope_missing"
 */
export async function recheckVersion(viewer: Viewer, ref: ArtifactRef, tag: string): Promise<VersionView> {
  const { artifact, by } = grantCheck(viewer, await findFacts(viewer, ref));
  const version = await db().version.findUnique({
    where: { artifactId_tag: { artifactId: artifact.id, tag }, orgId: artifact.orgId },
    select: { id: true },
  });
  if (!version) throw await versionUnknown(artifact, tag);
  await db().$transaction(async (tx) => {
    if (!(await askForCheck(tx, artifact.orgId, version.id))) return;
    await enqueue(tx, checkVersionJob, { versionId: version.id });
    await recordDeed(tx, by, artifact, "version.check-asked", { tag });
  });
  return getVersion(viewer, ref, tag);
}
