import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { type ArtifactRef, displayName } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { makeArtifact } from "./create-artifact.ts";
import { requireArtifact } from "./get-version.ts";
import { requirePackage } from "./list-version-files.ts";
import { readHead } from "./move-draft.ts";
import { openPackage } from "./open-package.ts";
import { requireCreate } from "./policy.ts";
import { readCommitFiles } from "./read-commit-files.ts";
import type { ArtifactView, DuplicateArtifactInput } from "./schema.ts";
import { withChartField } from "./set-chart-field.ts";
import { storeFiles } from "./store-files.ts";
import type { ArtifactFacts, FileContent } from "./types.ts";

type Copied = { files: FileContent[] /** Null: copied from the draft. */; tag: string | null };

async function readVersionContent(viewer: Viewer, ref: ArtifactRef, tag: string): Promise<Copied> {
  const version = await requirePackage(viewer, ref, tag);
  return { files: [...(await openPackage(ref.kind, version.packageDigest)).values()], tag: version.tag };
}

async function readDraftContent(facts: ArtifactFacts): Promise<Copied | null> {
  const head = await readHead(db(), facts);
  return head === null ? null : { files: await readCommitFiles(facts, head), tag: null };
}

/** A chart's name is a part of its address, so the copy's Chart.yaml says the new one; every other byte stays. */
function renamed(files: FileContent[], to: ArtifactRef): FileContent[] {
  return (to.kind === "chart" ? withChartField(files, "name", to.name) : null) ?? files;
}

/**
 * Copies content into a new artifact without history (CAT-13, API-5): the version that was named, else the draft, else the
 * latest version. A fork is always made of a version and keeps the link to it.
 * @throws Problem "version_unknown", "name_taken", "artifact_unknown", "role_missing", "scope_missing"
 */
export async function duplicateArtifact(
  viewer: Viewer,
  ref: ArtifactRef,
  input: DuplicateArtifactInput,
  as: "duplicate" | "fork",
): Promise<ArtifactView> {
  const { facts, latestTag } = await requireArtifact(viewer, ref);
  const to: ArtifactRef = { kind: ref.kind, project: input.project ?? null, name: input.name };
  requireCreate(viewer, to);
  const tag = input.version ?? (as === "fork" ? latestTag : null);
  if (as === "fork" && tag === null)
    throw new Problem("version_unknown", {
      detail: `${displayName(ref)} has no version to fork yet.`,
      hint: "Duplicate it: a duplicate copies the draft.",
    });
  const copied =
    (tag === null ? await readDraftContent(facts) : await readVersionContent(viewer, ref, tag)) ??
    (latestTag === null ? null : await readVersionContent(viewer, ref, latestTag));
  const { description } = await db().artifact.findUniqueOrThrow({
    where: { id: facts.id, orgId: facts.orgId },
    select: { description: true },
  });
  const origin = [displayName(ref), copied?.tag].filter(Boolean).join(" ");
  return makeArtifact(
    viewer,
    {
      ...to,
      description,
      visibility: null,
      ...(as === "fork" && copied?.tag ? { forkedFrom: { id: facts.id, tag: copied.tag } } : {}),
    },
    copied && {
      files: await storeFiles(renamed(copied.files, to)),
      message: `${as === "fork" ? "Fork" : "Copy"} ${origin}`,
    },
  );
}
