import { db } from "#lib/db/database.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";

/**
 * Reads of one repository, by its id. They ask nobody's rights: whoever has the id has been let in by the door
 * (`lib/oci/reach-repository.ts`) or by the catalog.
 */

export type ManifestReference = { tag: string } | { digest: Digest };
export type StoredManifest = {
  /** sha256, whatever it was asked by. */
  digest: Digest;
  sha512: string | null;
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
  const row = await db().ociRepository.findUnique({
    where: { orgId_name: { orgId, name } },
    select: { id: true },
  });
  return row?.id ?? null;
}

const manifestRow = { digest: true, sha512: true, mediaType: true, body: true } as const;
type ManifestRow = { digest: string; sha512: string | null; mediaType: string; body: Uint8Array };

const toManifest = (row: ManifestRow, told = row.digest): StoredManifest => ({
  digest: digestSchema.parse(row.digest),
  told,
  sha512: row.sha512,
  mediaType: row.mediaType,
  body: Buffer.from(row.body),
});

/** The stored document, byte for byte (OCI-80). */
export async function findManifest(
  repositoryId: string,
  reference: ManifestReference,
): Promise<StoredManifest | null> {
  if ("tag" in reference) {
    const tag = await db().ociTag.findUnique({
      where: { repositoryId_tag: { repositoryId, tag: reference.tag } },
      select: { sha512: true, manifest: { select: manifestRow } },
    });
    return tag && toManifest(tag.manifest, tag.sha512 ?? tag.manifest.digest);
  }
  const { digest } = reference;
  const row = await db().ociManifest.findFirst({
    where: { repositoryId, ...(digest.startsWith("sha512:") ? { sha512: digest } : { digest }) },
    select: manifestRow,
  });
  return row && toManifest(row, digest);
}

/** @returns the canonical digest that the tag names */
export async function findTag(repositoryId: string, tag: string): Promise<Digest | null> {
  const row = await db().ociTag.findUnique({
    where: { repositoryId_tag: { repositoryId, tag } },
    select: { digest: true },
  });
  return row ? digestSchema.parse(row.digest) : null;
}

/** One statement, so that a blob which only other repositories hold takes as long as one that nobody holds (OCI-50). */
export async function findLinkedBlob(repositoryId: string, digest: Digest): Promise<LinkedBlob | null> {
  const rows = digest.startsWith("sha512:")
    ? await db().$queryRaw<{ digest: string; sizeBytes: bigint }[]>`
        SELECT b."digest", b."sizeBytes" FROM "Blob" b
        JOIN "OciBlobLink" l ON l."digest" = b."digest" AND l."repositoryId" = ${repositoryId}
        WHERE b."sha512" = ${digest}`
    : await db().$queryRaw<{ digest: string; sizeBytes: bigint }[]>`
        SELECT b."digest", b."sizeBytes" FROM "Blob" b
        JOIN "OciBlobLink" l ON l."digest" = b."digest" AND l."repositoryId" = ${repositoryId}
        WHERE b."digest" = ${digest}`;
  const [row] = rows;
  return row ? { digest: digestSchema.parse(row.digest), sizeBytes: Number(row.sizeBytes) } : null;
}

/** Tags after `last`, in byte order (OCI-109). */
export async function listTags(repositoryId: string, last: string | null, limit: number): Promise<string[]> {
  const rows = await db().ociTag.findMany({
    where: { repositoryId, ...(last === null ? {} : { tag: { gt: last } }) },
    select: { tag: true },
    orderBy: { tag: "asc" },
    take: limit,
  });
  return rows.map((row) => row.tag);
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

/** Manifests whose subject this is, by whichever of its two digests they name it (OCI-115, OCI-120). */
export async function listReferrers(
  repositoryId: string,
  subject: Digest,
  filter: { artifactType: string | null; last: string | null; limit: number },
): Promise<Referrer[]> {
  const known = await findManifest(repositoryId, { digest: subject });
  const names = known ? [known.digest, ...(known.sha512 ? [known.sha512] : [])] : [subject];
  const { artifactType, last, limit } = filter;
  const rows = await db().ociManifest.findMany({
    where: {
      repositoryId,
      subjectDigest: { in: names },
      ...(last === null ? {} : { digest: { gt: last } }),
      // An image manifest without a type of its own has its config's (OCI-117); an index has no config.
      ...(artifactType === null
        ? {}
        : { OR: [{ artifactType }, { artifactType: null, configType: artifactType }] }),
    },
    select: {
      digest: true,
      mediaType: true,
      sizeBytes: true,
      artifactType: true,
      configType: true,
      annotations: true,
    },
    orderBy: { digest: "asc" },
    take: limit,
  });
  return rows.map((row) => ({
    digest: digestSchema.parse(row.digest),
    mediaType: row.mediaType,
    sizeBytes: row.sizeBytes,
    artifactType: row.artifactType ?? row.configType,
    // Written by storeManifest from a parsed manifest: texts by name.
    annotations: row.annotations as Record<string, string>,
  }));
}
