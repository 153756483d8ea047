import { clock } from "#lib/clock/clock.ts";
import type { Tx } from "#lib/db/database.ts";
import { searchTextOf } from "./search-text.ts";
import type { ArtifactFacts } from "./types.ts";

const columns = { tag: true, metadata: true, mark: { select: { state: true } } } as const;
/** A version without a mark is not yanked either. */
const notYanked = { OR: [{ mark: null }, { mark: { state: { not: "yanked" } } }] };

/** Highest stable SemVer that is not yanked, else the newest by publication that is not; null where every version is. */
async function findLatest(tx: Tx, artifactId: string) {
  const stable = await tx.version.findFirst({
    where: { artifactId, semverKey: { not: null }, prerelease: false, ...notYanked },
    orderBy: [{ semverKey: "desc" }, { position: "desc" }],
    select: columns,
  });
  if (stable) return stable;
  return tx.version.findFirst({
    where: { artifactId, ...notYanked },
    orderBy: { position: "desc" },
    select: columns,
  });
}

/** What lists show and search of an artifact's latest version. What every version of is yanked is still found by its newest. */
export async function latestColumns(
  tx: Tx,
  artifact: ArtifactFacts,
  description: string,
): Promise<{ latestTag: string | null; lifecycle: string; searchText: string }> {
  const latest = await findLatest(tx, artifact.id);
  const described =
    latest ??
    (await tx.version.findFirst({
      where: { artifactId: artifact.id },
      orderBy: { position: "desc" },
      select: columns,
    }));
  return {
    latestTag: latest?.tag ?? null,
    lifecycle: (latest ?? described)?.mark?.state ?? "active",
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
