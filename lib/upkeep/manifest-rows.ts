import { db } from "#lib/db/database.ts";
import { pageRows } from "./page-rows.ts";

/** Manifests that are read together: each is up to some megabytes. */
const AT_ONCE = 20;

export type PartRow = {
  /** sha256, whatever the manifest names it by. */
  digest: string;
  sha512: string | null;
  /** Null where no blob of this digest is recorded. */
  sizeBytes: number | null;
  isManifest: boolean;
};
export type ManifestRow = {
  digest: string;
  sha512: string | null;
  mediaType: string;
  artifactType: string | null;
  body: Uint8Array;
  parts: PartRow[];
};

function readManifests(repositoryId: string, only: string[] | null, after: string, take: number) {
  // One statement, so that a manifest and its parts are of one moment.
  return db().$queryRaw<ManifestRow[]>`
    SELECT m."digest", m."sha512", m."mediaType", m."artifactType", m."body", coalesce((
      SELECT json_agg(json_build_object('digest', p."digest", 'sha512', coalesce(c."sha512", b."sha512"),
        'sizeBytes', b."sizeBytes", 'isManifest', c."digest" IS NOT NULL) ORDER BY p."digest")
      FROM "OciManifestPart" p
      LEFT JOIN "OciManifest" c ON c."repositoryId" = p."repositoryId" AND c."digest" = p."digest"
      LEFT JOIN "Blob" b ON b."digest" = p."digest"
      WHERE p."repositoryId" = m."repositoryId" AND p."manifestDigest" = m."digest"), '[]') AS "parts"
    FROM "OciManifest" m WHERE m."repositoryId" = ${repositoryId} AND m."digest" > ${after}
      AND (${only}::text[] IS NULL OR m."digest" = ANY(${only}::text[]) OR m."sha512" = ANY(${only}::text[]))
    ORDER BY m."digest" LIMIT ${take}`;
}

/**
 * The manifests of one repository, each with the parts of it that the repository holds.
 * @param only those with one of these digests, of either algorithm; null: all
 */
export const manifestRows = (repositoryId: string, only: string[] | null = null) =>
  pageRows(
    (after, take) => readManifests(repositoryId, only, after, take),
    ({ digest }) => digest,
    AT_ONCE,
  );
