import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { artifactKindSchema } from "#lib/ids/name-schemas.ts";
import type { ArtifactFacts } from "./types.ts";

/** What policies read of an artifact's row. */
export const factsColumns = {
  id: true,
  orgId: true,
  kind: true,
  project: true,
  name: true,
  visibility: true,
  sourceType: true,
  archivedAt: true,
} as const;

type FactsRow = Omit<ArtifactFacts, "kind" | "archived"> & { kind: string; archivedAt: Date | null };

export function toFacts({ archivedAt, kind, ...row }: FactsRow): ArtifactFacts {
  return { ...row, kind: artifactKindSchema.parse(kind), archived: archivedAt !== null };
}

/** The unique key of an artifact within an organization. */
export function artifactKey(orgId: string, ref: ArtifactRef) {
  return {
    orgId_kind_project_name: { orgId, kind: ref.kind, project: ref.project ?? "", name: ref.name },
  };
}

/** Whether strangers may see it. One that is private takes the same statement, and the same time, as one that is not there. */
export async function isPublic(orgId: string, ref: ArtifactRef): Promise<boolean> {
  const { kind, project, name } = ref;
  const found = await db().artifact.count({
    where: { orgId, kind, project: project ?? "", name, visibility: "public" },
  });
  return found > 0;
}

/**
 * The facts that policies decide by, whether or not the viewer may see the artifact: hand them to `requireSeen` or a grant.
 * @returns null when the viewer's organization has no such artifact
 */
export async function findFacts(viewer: Viewer, ref: ArtifactRef): Promise<ArtifactFacts | null> {
  const row = await db().artifact.findUnique({
    where: artifactKey(viewer.orgId, ref),
    select: factsColumns,
  });
  return row && toFacts(row);
}
