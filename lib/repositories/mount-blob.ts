import { direct, inTransaction } from "#lib/db/direct.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { ensureRepository, linkBlobs } from "./store-manifest.ts";

/** Repositories that are looked at for one that the caller may pull. */
const MAX_SOURCES = 1000;

type Source = { id: string; name: string; digest: string };

async function sourcesOf(orgId: string, digest: Digest, from: string | null): Promise<Source[]> {
  // One statement for both algorithms and for both kinds of question: a mount takes as long whether it succeeds or not.
  return direct().$queryRaw<Source[]>`
    SELECT r."id", r."name", b."digest" FROM "Blob" b
    JOIN "OciBlobLink" l ON l."digest" = b."digest"
    JOIN "OciRepository" r ON r."id" = l."repositoryId" AND r."orgId" = ${orgId}
    WHERE (b."digest" = ${digest} OR b."sha512" = ${digest}) AND (${from}::text IS NULL OR r."name" = ${from})
    ORDER BY r."name" LIMIT ${MAX_SOURCES}`;
}

/**
 * Links a blob that another repository of the organization holds. No bytes are copied (OCI-72).
 * @param from the repository named by the caller; null: any that `mayPull` says yes to (OCI-74)
 * @returns false when there is none: the caller opens an upload instead (OCI-73)
 */
export async function mountBlob(
  target: { orgId: string; name: string },
  digest: Digest,
  from: string | null,
  mayPull: (repositoryName: string) => boolean,
): Promise<boolean> {
  const sources = await sourcesOf(target.orgId, digest, from);
  const source = sources.find((one) => mayPull(one.name));
  if (!source) return false;
  return inTransaction(async (tx) => {
    const repositoryId = await ensureRepository(tx, target.orgId, target.name);
    // From the source's own link, which may have gone since (X6).
    const [linked] = await tx.$queryRaw<{ sizeBytes: bigint }[]>`
      SELECT b."sizeBytes" FROM "OciBlobLink" l JOIN "Blob" b ON b."digest" = l."digest"
      WHERE l."repositoryId" = ${source.id} AND l."digest" = ${source.digest} FOR SHARE OF l`;
    if (!linked) return false;
    const blob = { digest: digestSchema.parse(source.digest), sizeBytes: Number(linked.sizeBytes) };
    await linkBlobs(tx, repositoryId, [blob]);
    return true;
  });
}
