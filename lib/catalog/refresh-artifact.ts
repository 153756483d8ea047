import type { Tx } from "#lib/db/database.ts";
import type { SealedVersion } from "./sealed-version.ts";
import { searchTextOf } from "./search-text.ts";
import type { ArtifactFacts } from "./types.ts";

/** Highest stable SemVer, else the newest by publication. */
async function findLatest(tx: Tx, artifactId: string) {
  const select = { tag: true, metadata: true } as const;
  const stable = await tx.version.findFirst({
    where: { artifactId, semverKey: { not: null }, prerelease: false },
    orderBy: [{ semverKey: "desc" }, { position: "desc" }],
    select,
  });
  if (stable) return stable;
  return tx.version.findFirstOrThrow({ where: { artifactId }, orderBy: { position: "desc" }, select });
}

const text = (value: unknown) => (typeof value === "string" ? value : "");

/** Only addresses that a page may load a picture from. */
const isWebAddress = (icon: string) => /^https:\/\/[^\s"'<>]{1,490}$/.test(icon);

/** Writes what lists show of an artifact after a publication, in its transaction, so that lists read one table (CAT-8). */
export async function refreshArtifact(
  tx: Tx,
  artifact: ArtifactFacts,
  sealed: SealedVersion,
  publishedAt: Date,
): Promise<void> {
  const where = { id: artifact.id, orgId: artifact.orgId };
  const row = await tx.artifact.findUniqueOrThrow({
    where,
    select: { project: true, name: true, description: true, icon: true },
  });
  const latest = await findLatest(tx, artifact.id);
  const icon = text(sealed.metadata.icon);
  // What people wrote about the artifact stays; where nobody did, its own files speak.
  const description = row.description || text(sealed.metadata.description).slice(0, 1000);
  await tx.artifact.update({
    where,
    data: {
      versionCount: { increment: 1 },
      latestTag: latest.tag,
      lastPublishedAt: publishedAt,
      updatedAt: publishedAt,
      description,
      icon: row.icon ?? (isWebAddress(icon) ? icon : null),
      searchText: searchTextOf({
        project: row.project || null,
        name: row.name,
        description,
        metadata: latest.metadata,
      }),
    },
    select: { id: true },
  });
}
