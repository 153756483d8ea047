import type { SqlTx } from "#lib/db/database.ts";
import { latestColumns } from "./refresh-latest.ts";
import type { SealedVersion } from "./sealed-version.ts";
import type { ArtifactFacts } from "./types.ts";

const text = (value: unknown) => (typeof value === "string" ? value : "");

/** Only addresses that a page may load a picture from. */
const isWebAddress = (icon: string) => /^https:\/\/[^\s"'<>]{1,490}$/.test(icon);

/** Writes what lists show of an artifact after a publication, in its transaction, so that lists read one table (CAT-8). */
export async function refreshArtifact(
  tx: SqlTx,
  artifact: ArtifactFacts,
  sealed: SealedVersion,
  publishedAt: Date,
): Promise<void> {
  const { id, orgId } = artifact;
  const [row] = await tx.$queryRaw<{ description: string; icon: string | null }[]>`
    SELECT "description", "icon" FROM "Artifact" WHERE "id" = ${id} AND "orgId" = ${orgId}`;
  const ownIcon = text(sealed.metadata.icon);
  const icon = row?.icon ?? (isWebAddress(ownIcon) ? ownIcon : null);
  // What people wrote about the artifact stays; where nobody did, its own files speak.
  const description = row?.description || text(sealed.metadata.description).slice(0, 1000);
  const { latestTag, lifecycle, searchText } = await latestColumns(tx, artifact, description);
  await tx.$executeRaw`
    UPDATE "Artifact" SET "versionCount" = "versionCount" + 1, "latestTag" = ${latestTag}, "lifecycle" = ${lifecycle},
      "searchText" = ${searchText}, "lastPublishedAt" = ${publishedAt}, "updatedAt" = ${publishedAt},
      "description" = ${description}, "icon" = ${icon}
    WHERE "id" = ${id} AND "orgId" = ${orgId}`;
}
