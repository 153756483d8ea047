import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import type { Tx } from "#lib/db/database.ts";
import { type ArtifactRef, newId } from "#lib/ids/ids.ts";
import { ensureProject } from "#lib/organization/ensure-project.ts";
import { factsColumns, toFacts } from "./find-artifact.ts";
import { recordDeed } from "./record-deed.ts";
import { searchTextOf } from "./search-text.ts";
import type { ArtifactFacts } from "./types.ts";

/** What the organization has for new artifacts whose project says nothing. */
async function usualVisibility(tx: Tx, id: string): Promise<string> {
  const org = await tx.org.findUniqueOrThrow({ where: { id }, select: { defaultVisibility: true } });
  return org.defaultVisibility;
}

export type NewArtifact = ArtifactRef & {
  description: string;
  /** Null: as its project has it for new artifacts, else as the organization has it (GL-11). */
  visibility: "private" | "public" | null;
  forkedFrom?: { id: string; tag: string };
};

/**
 * Makes an artifact of source type git, with its project where there is none yet, and their audit rows. The viewer's right
 * was checked (requireCreate).
 * @throws Problem "archived" where the project is; a unique violation when the name is taken: the caller decides what that means
 */
export async function insertArtifact(tx: Tx, viewer: Viewer, artifact: NewArtifact): Promise<ArtifactFacts> {
  const { kind, project, name, description, forkedFrom } = artifact;
  const usual =
    (project && (await ensureProject(tx, viewer, project))) || (await usualVisibility(tx, viewer.orgId));
  const visibility = artifact.visibility ?? (usual === "public" ? "public" : "private");
  const now = clock.now();
  const row = await tx.artifact.create({
    data: {
      id: newId("art"),
      orgId: viewer.orgId,
      kind,
      project: project ?? "",
      name,
      description,
      visibility,
      searchText: searchTextOf({ project, name, description, metadata: null }),
      forkedFromId: forkedFrom?.id ?? null,
      forkedFromTag: forkedFrom?.tag ?? null,
      createdById: viewer.actor.id,
      createdByName: viewer.actor.name,
      createdAt: now,
      updatedAt: now,
    },
    select: factsColumns,
  });
  const facts = toFacts(row);
  await recordDeed(tx, viewer, facts, "artifact.created", {
    visibility,
    ...(forkedFrom ? { forkedFrom: forkedFrom.id, version: forkedFrom.tag } : {}),
  });
  return facts;
}
