import { db } from "#lib/db/database.ts";
import { direct } from "#lib/db/direct.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { DOCKER_LIST, OCI_INDEX } from "./media-types.ts";

/**
 * Reads of one repository, by its id. They ask nobody's rights: whoever has the id has been let in by the door
 * (`lib/oci/reach-repository.ts`) or by the catalog.
 */

export type ManifestReference = { tag: string } | { digest: Digest };
export type StoredManifest = {
  /** sha256, whatever it was asked by. */
  digest: Digest;
  sha512: string | null;
  subjectDigest: string | null;
  /** The digest that it is answered with: the one asked by, or the one that a tag was set under (OCI-13). */
  told: string;
  mediaType: string;
  body: Buffer;
};
export type LinkedBlob = { digest: Digest; sizeBytes: number };
export type Referrer = {
  digest: Digest;
  mediaType: string;
  sizeBytes: number;
  artifactType: string | null;
  annotations: Record<string, string>;
};

/** @returns the repository's id, or null where nothing was ever finished under this name */
export async function findRepository(orgId: string, name: string): Promise<string | null> {
  const [row] = await direct().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "OciRepository" WHERE "orgId" = ${orgId} AND "name" = ${name}`;
  return row?.id ?? null;
}

type ManifestRow = Pick<StoredManifest, "sha512" | "subjectDigest" | "mediaType"> & {
  digest: string;
  body: Uint8Array;
};

const toManifest = (row: ManifestRow, told = row.digest): StoredManifest => ({
  digest: digestSchema.parse(row.digest),
  told,
  sha512: row.sha512,
  subjectDigest: row.subjectDigest,
  mediaType: row.mediaType,
  body: Buffer.from(row.body),
});

/** The stored document, byte for byte (OCI-80). */
export async function findManifest(
  repositoryId: string,
  reference: ManifestReference,
): Promise<StoredManifest | null> {
  if ("tag" in reference) {
    const [row] = await direct().$queryRaw<(ManifestRow & { told: string | null })[]>`
      SELECT m."digest", m."sha512", m."subjectDigest", m."mediaType", m."body", t."sha512" AS "told" FROM "OciTag" t
      JOIN "OciManifest" m ON m."repositoryId" = t."repositoryId" AND m."digest" = t."digest"
      WHERE t."repositoryId" = ${repositoryId} AND t."tag" = ${reference.tag}`;
    return row ? toManifest(row, row.told ?? row.digest) : null;
  }
  const { digest } = reference;
  const rows = digest.startsWith("sha512:")
    ? await direct().$queryRaw<ManifestRow[]>`
        SELECT "digest", "sha512", "subjectDigest", "mediaType", "body" FROM "OciManifest"
        WHERE "repositoryId" = ${repositoryId} AND "sha512" = ${digest}`
    : await direct().$queryRaw<ManifestRow[]>`
        SELECT "digest", "sha512", "subjectDigest", "mediaType", "body" FROM "OciManifest"
        WHERE "repositoryId" = ${repositoryId} AND "digest" = ${digest}`;
  const [row] = rows;
  return row ? toManifest(row, digest) : null;
}

/** @returns the canonical digest that the tag names */
export async function findTag(repositoryId: string, tag: string): Promise<Digest | null> {
  const [row] = await direct().$queryRaw<{ digest: string }[]>`
    SELECT "digest" FROM "OciTag" WHERE "repositoryId" = ${repositoryId} AND "tag" = ${tag}`;
  return row ? digestSchema.parse(row.digest) : null;
}

/** One statement, so that a blob which only other repositories hold takes as long as one that nobody holds (OCI-50). */
export async function findLinkedBlob(repositoryId: string, digest: Digest): Promise<LinkedBlob | null> {
  const rows = digest.startsWith("sha512:")
    ? await direct().$queryRaw<{ digest: string; sizeBytes: bigint }[]>`
        SELECT b."digest", b."sizeBytes" FROM "Blob" b
        JOIN "OciBlobLink" l ON l."digest" = b."digest" AND l."repositoryId" = ${repositoryId}
        WHERE b."sha512" = ${digest}`
    : await direct().$queryRaw<{ digest: string; sizeBytes: bigint }[]>`
        SELECT b."digest", b."sizeBytes" FROM "Blob" b
        JOIN "OciBlobLink" l ON l."digest" = b."digest" AND l."repositoryId" = ${repositoryId}
        WHERE b."digest" = ${digest}`;
  const [row] = rows;
  return row ? { digest: digestSchema.parse(row.digest), sizeBytes: Number(row.sizeBytes) } : null;
}

/**
 * Tags after `last`, in byte order (OCI-109).
 * @param except those that are left out: of any number, so they are one parameter
 */
export async function listTags(
  repositoryId: string,
  last: string | null,
  limit: number,
  except: readonly string[] = [],
): Promise<string[]> {
  // One row with a list in it: a thousand rows cost more to take over than to read.
  const [row] = await direct().$queryRaw<{ tags: string[] }[]>`
    SELECT ARRAY(
      SELECT "tag" FROM "OciTag"
      WHERE "repositoryId" = ${repositoryId} AND "tag" > ${last ?? ""} AND "tag" <> ALL(${[...except]})
      ORDER BY "tag" LIMIT ${limit}
    ) AS "tags"`;
  return row?.tags ?? [];
}

/** Names after `last`, in byte order, of repositories that hold at least one manifest (OCI-44). */
export async function listRepositoryNames(
  orgId: string,
  last: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await db().ociRepository.findMany({
    where: { orgId, manifests: { some: {} }, ...(last === null ? {} : { name: { gt: last } }) },
    select: { name: true },
    orderBy: { name: "asc" },
    take: limit,
  });
  return rows.map((row) => row.name);
}

type ReferrerRow = Omit<Referrer, "digest" | "annotations"> & { digest: string; annotations: unknown };

/**
 * Manifests whose subject this is, by whichever of its two digests they name it (OCI-115, OCI-120), and those that the index
 * under its fallback tag lists, which a client wrote for a registry without referrers (OCI-121).
 */
export async function listReferrers(
  repositoryId: string,
  subject: Digest,
  filter: { artifactType: string | null; last: string | null; limit: number },
): Promise<Referrer[]> {
  const known = await findManifest(repositoryId, { digest: subject });
  const names = known ? [known.digest, ...(known.sha512 ? [known.sha512] : [])] : [subject];
  const { artifactType, last, limit } = filter;
  const fallbackTags = names.map((name) => name.replace(":", "-"));
  // An image manifest without a type of its own has its config's (OCI-117); an index has no config.
  const rows = await direct().$queryRaw<ReferrerRow[]>`
    WITH named AS (
      SELECT "digest" FROM "OciManifest" WHERE "repositoryId" = ${repositoryId} AND "subjectDigest" = ANY(${names})
      UNION
      SELECT p."digest" FROM "OciTag" t
      JOIN "OciManifest" i ON i."repositoryId" = t."repositoryId" AND i."digest" = t."digest"
        AND i."mediaType" IN (${OCI_INDEX}, ${DOCKER_LIST})
      JOIN "OciManifestPart" p ON p."repositoryId" = i."repositoryId" AND p."manifestDigest" = i."digest"
      WHERE t."repositoryId" = ${repositoryId} AND t."tag" = ANY(${fallbackTags}))
    SELECT m."digest", m."mediaType", m."sizeBytes", m."annotations",
      COALESCE(m."artifactType", m."configType") AS "artifactType"
    FROM named JOIN "OciManifest" m ON m."repositoryId" = ${repositoryId} AND m."digest" = named."digest"
    WHERE (${last}::text IS NULL OR m."digest" > ${last})
      AND (${artifactType}::text IS NULL OR COALESCE(m."artifactType", m."configType") = ${artifactType})
    ORDER BY m."digest" LIMIT ${limit}`;
  return rows.map((row) => ({
    ...row,
    digest: digestSchema.parse(row.digest),
    // Written by storeManifest from a parsed manifest: texts by name.
    annotations: row.annotations as Record<string, string>,
  }));
}
