import { z } from "zod";
import { readAudit } from "#lib/audit/read-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import type { VersionTag } from "#lib/ids/version-tag.ts";
import { requireArtifact, versionUnknown } from "./get-version.ts";
import { MARK_ACTIONS } from "./mark-version.ts";
import { lifecycleStateSchema, type MarkView } from "./schema.ts";

/** More than anybody marks one version, few enough for a page. */
const MAX_MARKS = 100;

const detailsSchema = z.object({
  after: z.object({
    state: lifecycleStateSchema,
    reason: z.string(),
    replacement: z.string().nullable(),
  }),
});

/**
 * Every mark that a version has had, newest first, out of the audit log. Whoever sees the version sees them: its mark is
 * there for whoever may take it.
 * @throws Problem "artifact_unknown", "version_unknown"
 */
export async function listMarks(viewer: Viewer, ref: ArtifactRef, tag: VersionTag): Promise<MarkView[]> {
  const { facts } = await requireArtifact(viewer, ref);
  const version = await db().version.findUnique({
    where: { artifactId_tag: { artifactId: facts.id, tag }, orgId: viewer.orgId },
    select: { mark: { select: { state: true } } },
  });
  if (!version) throw await versionUnknown(facts, tag);
  // The row stays when a mark is lifted, so that most versions need no look into the log.
  if (!version.mark) return [];
  const deeds = await readAudit(
    {
      orgId: facts.orgId,
      subject: { kind: facts.kind, id: facts.id },
      actions: Object.values(MARK_ACTIONS),
      detail: { name: "tag", value: tag },
    },
    MAX_MARKS,
  );
  return deeds.map(({ at, actor, door, details }) => ({
    ...detailsSchema.parse(details).after,
    by: actor,
    via: door,
    at: at.toISOString(),
  }));
}
