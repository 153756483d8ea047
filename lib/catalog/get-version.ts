import { maxSatisfying, validRange } from "semver";
import type { Viewer } from "#lib/auth/types.ts";
import { db, sql } from "#lib/db/database.ts";
import { type ArtifactRef, displayName } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { findFacts } from "./find-artifact.ts";
import { requireSeen } from "./policy.ts";
import type { VersionView } from "./schema.ts";
import type { ArtifactFacts } from "./types.ts";
import { fromVersions, toVersionView, type VersionRow, versionColumns } from "./version-row.ts";

const MAX_NEAR = 5;

/**
 * GOH-71: tags that look like the one asked for, the newest first. It asks nobody's rights: who sees the artifact may see them.
 */
export async function findNear(artifactId: string, tag: string): Promise<string[]> {
  const stem = tag.replace(/^v/, "").split(/[.+-]/)[0] ?? "";
  const rows = await db().version.findMany({
    // A yanked one is nothing to be advised.
    where: {
      artifactId,
      ...(stem === "" ? {} : { tag: { contains: stem } }),
      OR: [{ mark: null }, { mark: { state: { not: "yanked" } } }],
    },
    orderBy: { position: "desc" },
    take: MAX_NEAR,
    select: { tag: true },
  });
  return rows.map((row) => row.tag);
}

export async function versionUnknown(facts: ArtifactFacts, tag: string): Promise<Problem> {
  const near = await findNear(facts.id, tag);
  return new Problem("version_unknown", {
    detail: `${displayName(facts)} has no version ${tag.slice(0, 128)}.`,
    hint: near.length > 0 ? `Check the tag. There are: ${near.join(", ")}.` : "Check the tag.",
    facts: { near },
  });
}

/** The facts of an artifact that the viewer may see, and its latest tag. @throws Problem "artifact_unknown" */
export async function requireArtifact(viewer: Viewer, ref: ArtifactRef) {
  const facts = requireSeen(viewer, await findFacts(viewer, ref));
  const { latestTag, versionCount } = await db().artifact.findUniqueOrThrow({
    where: { id: facts.id, orgId: viewer.orgId },
    select: { latestTag: true, versionCount: true },
  });
  return { facts, latestTag, versionCount, setting: { ref, orgSlug: viewer.orgSlug, latestTag } };
}

/**
 * One version, by its tag exactly, or `latest`, or the newest that a range selects.
 * @throws Problem "artifact_unknown", "version_unknown" naming near tags
 */
export async function getVersion(viewer: Viewer, ref: ArtifactRef, asked: string): Promise<VersionView> {
  const { facts, setting } = await requireArtifact(viewer, ref);
  const tag = await resolveTag(facts, setting.latestTag, asked);
  const [row] = await db().$queryRaw<VersionRow[]>(
    sql`SELECT ${versionColumns} ${fromVersions}
      WHERE v."artifactId" = ${facts.id} AND v."orgId" = ${viewer.orgId} AND v."tag" = ${tag}`,
  );
  if (!row) throw await versionUnknown(facts, asked);
  return toVersionView(setting, row);
}

/** An exact tag always wins: `1.2` may be a tag as well as a range. */
async function resolveTag(facts: ArtifactFacts, latestTag: string | null, asked: string): Promise<string> {
  const exact = await db().version.findUnique({
    where: { artifactId_tag: { artifactId: facts.id, tag: asked } },
    select: { tag: true },
  });
  if (exact) return exact.tag;
  if (asked === "latest" && latestTag !== null) return latestTag;
  const found = await selectByRange(facts, asked);
  if (found === null) throw await versionUnknown(facts, asked);
  return found;
}

/** As Helm selects: pre-releases only where the range names one; nothing that is yanked (OCI-110). */
async function selectByRange(facts: ArtifactFacts, range: string): Promise<string | null> {
  if (validRange(range) === null) return null;
  const rows = await db().version.findMany({
    where: {
      artifactId: facts.id,
      semver: { not: null },
      OR: [{ mark: null }, { mark: { state: { not: "yanked" } } }],
    },
    orderBy: [{ semverKey: "desc" }, { position: "desc" }],
    select: { tag: true, semver: true },
  });
  const best = maxSatisfying(
    rows.flatMap(({ semver }) => semver ?? []),
    range,
  );
  return rows.find(({ semver }) => semver === best)?.tag ?? null;
}

/** The tag that `latest`, an exact tag or a range stands for (API-13). @throws as getVersion */
export async function resolveRange(viewer: Viewer, ref: ArtifactRef, range: string): Promise<string> {
  const { facts, latestTag } = await requireArtifact(viewer, ref);
  return resolveTag(facts, latestTag, range);
}
