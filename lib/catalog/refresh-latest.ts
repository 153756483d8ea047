import { clock } from "#lib/clock/clock.ts";
import type { SqlTx, Tx } from "#lib/db/database.ts";
import { searchTextOf } from "./search-text.ts";
import type { ArtifactFacts } from "./types.ts";

/** A version without a mark is active. */
type LatestRow = { tag: string; metadata: unknown; state: string };

/** Highest stable SemVer that is not yanked, else the newest by publication that is not; null where every version is. */
async function findLatest(tx: SqlTx, artifactId: string): Promise<LatestRow | null> {
  const [stable] = await tx.$queryRaw<LatestRow[]>`
    SELECT v."tag", v."metadata", coalesce(m."state", 'active') AS "state"
    FROM "Version" v LEFT JOIN "VersionMark" m ON m."versionId" = v."id"
    WHERE v."artifactId" = ${artifactId} AND v."semverKey" IS NOT NULL AND NOT v."prerelease"
      AND coalesce(m."state", 'active') <> 'yanked'
    ORDER BY v."semverKey" DESC, v."position" DESC LIMIT 1`;
  return stable ?? findNewest(tx, artifactId, { yanked: false });
}

/** The newest by publication. @param yanked whether it may be one that is yanked */
async function findNewest(
  tx: SqlTx,
  artifactId: string,
  { yanked }: { yanked: boolean },
): Promise<LatestRow | null> {
  const [newest] = await tx.$queryRaw<LatestRow[]>`
    SELECT v."tag", v."metadata", coalesce(m."state", 'active') AS "state"
    FROM "Version" v LEFT JOIN "VersionMark" m ON m."versionId" = v."id"
    WHERE v."artifactId" = ${artifactId} AND (${yanked}::boolean OR coalesce(m."state", 'active') <> 'yanked')
    ORDER BY v."position" DESC LIMIT 1`;
  return newest ?? null;
}

/** What lists show and search of an artifact's latest version. What every version of is yanked is still found by its newest. */
export async function latestColumns(
  tx: SqlTx,
  artifact: ArtifactFacts,
  description: string,
): Promise<{ latestTag: string | null; lifecycle: string; searchText: string }> {
  const latest = await findLatest(tx, artifact.id);
  const described = latest ?? (await findNewest(tx, artifact.id, { yanked: true }));
  return {
    latestTag: latest?.tag ?? null,
    lifecycle: described?.state ?? "active",
    searchText: searchTextOf({
      project: artifact.project || null,
      name: artifact.name,
      description,
      metadata: described?.metadata ?? null,
    }),
  };
}

/** Writes again what lists show of an artifact, after a mark was set or lifted, in its transaction. */
export async function refreshLatest(tx: Tx, artifact: ArtifactFacts): Promise<void> {
  const where = { id: artifact.id, orgId: artifact.orgId };
  const { description } = await tx.artifact.findUniqueOrThrow({ where, select: { description: true } });
  await tx.artifact.update({
    where,
    data: { ...(await latestColumns(tx, artifact, description)), updatedAt: clock.now() },
    select: { id: true },
  });
}
