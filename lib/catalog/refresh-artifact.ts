import type { Tx } from "#lib/db/database.ts";
import { latestColumns } from "./refresh-latest.ts";
import type { SealedVersion } from "./sealed-version.ts";
import type { ArtifactFacts } from "./types.ts";

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
    select: { description: true, icon: true },
  });
  const icon = text(sealed.metadata.icon);
  // What people wrote about the artifact stays; where nobody did, its own files speak.
  const description = row.description || text(sealed.metadata.description).slice(0, 1000);
  await tx.artifact.update({
    where,
    data: {
      versionCount: { increment: 1 },
      ...(await latestColumns(tx, artifact, description)),
      lastPublishedAt: publishedAt,
      updatedAt: publishedAt,
      description,
      icon: row.icon ?? (isWebAddress(icon) ? icon : null),
    },
    select: { id: true },
  });
}
