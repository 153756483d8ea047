import type { Viewer } from "#lib/auth/types.ts";
import { direct } from "#lib/db/direct.ts";
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

/** Whether strangers may see it. One that is private takes the same statement, and the same time, as one that is not there. */
export async function isPublic(orgId: string, ref: ArtifactRef): Promise<boolean> {
  const rows = await direct().$queryRaw<object[]>`
    SELECT 1 FROM "Artifact" WHERE "orgId" = ${orgId} AND "kind" = ${ref.kind} AND "project" = ${ref.project ?? ""}
      AND "name" = ${ref.name} AND "visibility" = 'public'`;
  return rows.length > 0;
}

/**
 * The facts that policies decide by, whether or not the viewer may see the artifact: hand them to `requireSeen` or a grant.
 * @returns null when the viewer's organization has no such artifact
 */
export async function findFacts(viewer: Viewer, ref: ArtifactRef): Promise<ArtifactFacts | null> {
  const [row] = await direct().$queryRaw<FactsRow[]>`
    SELECT "id", "orgId", "kind", "project", "name", "visibility", "sourceType", "archivedAt" FROM "Artifact"
    WHERE "orgId" = ${viewer.orgId} AND "kind" = ${ref.kind} AND "project" = ${ref.project ?? ""} AND "name" = ${ref.name}`;
  return row ? toFacts(row) : null;
}
