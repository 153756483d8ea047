import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import type { Json } from "#lib/db/database.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { changeArtifact } from "./change-artifact.ts";
import { findFacts } from "./find-artifact.ts";
import { getArtifact } from "./get-artifact.ts";
import { lockArtifact } from "./move-draft.ts";
import { grantChangeSettings, grantManage } from "./policy.ts";
import { latestColumns } from "./refresh-latest.ts";
import type { ArtifactView, UpdateArtifactInput } from "./schema.ts";

const MAX_LABELS = 50;
const FIELDS = ["description", "icon", "labels", "visibility"] as const;
type Settings = { description: string; icon: string | null; labels: Json; visibility: string };

/** Key order of labels is no difference: PostgreSQL keeps its own. */
function isEqual(before: Json | null, after: Json | null): boolean {
  const ordered = (value: Json | null) =>
    JSON.stringify(value, value && typeof value === "object" ? Object.keys(value).sort() : undefined);
  return ordered(before) === ordered(after);
}

function changesOf(before: Settings, input: UpdateArtifactInput): { field: string; from: Json; to: Json }[] {
  return FIELDS.flatMap((field) => {
    const to = input[field];
    if (to === undefined || isEqual(before[field], to)) return [];
    return [{ field, from: before[field] ?? "", to: to ?? "" }];
  });
}

function refuseManyLabels({ labels }: UpdateArtifactInput): void {
  if (Object.keys(labels ?? {}).length <= MAX_LABELS) return;
  throw new Problem("input_invalid", {
    detail: `An artifact has at most ${MAX_LABELS} labels.`,
    fields: [{ path: "labels", message: `more than ${MAX_LABELS}` }],
  });
}

/**
 * Changes description, icon, labels (ROLE-2) and visibility (ROLE-3); what is not named stays (API-2).
 * @throws Problem "artifact_unknown", "role_missing", "scope_missing", "input_invalid"
 */
export async function updateArtifact(
  viewer: Viewer,
  ref: ArtifactRef,
  input: UpdateArtifactInput,
): Promise<ArtifactView> {
  const facts = await findFacts(viewer, ref);
  const { artifact, by } = grantChangeSettings(viewer, facts);
  if (input.visibility !== undefined && input.visibility !== artifact.visibility)
    grantManage(viewer, facts, "change who may see this artifact");
  refuseManyLabels(input);
  const where = { id: artifact.id, orgId: artifact.orgId };
  await changeArtifact(by, artifact, async (tx) => {
    await lockArtifact(tx, artifact);
    const row = await tx.artifact.findUniqueOrThrow({
      where,
      select: { description: true, icon: true, labels: true, visibility: true },
    });
    const changes = changesOf({ ...row, labels: row.labels ?? {} }, input);
    if (changes.length === 0) return null;
    const {
      description = row.description,
      icon = row.icon,
      labels = row.labels ?? {},
      visibility = row.visibility,
    } = input;
    await tx.artifact.update({
      where,
      data: {
        description,
        icon,
        labels,
        visibility,
        ...(await latestColumns(tx, artifact, description)),
        updatedAt: clock.now(),
      },
      select: { id: true },
    });
    return { action: "artifact.updated", details: { changes } };
  });
  return getArtifact(viewer, ref);
}
