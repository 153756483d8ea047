import { type Sql, sql } from "#lib/db/database.ts";
import { contentSql } from "./content-of.ts";
import type { SeenRepository } from "./visible-repositories.ts";

/** A page carries up to 200 manifests: larger ones are told by what is known of them without their text. */
const MAX_BODY = 256 * 1024;

export type EntryRow = {
  tag: string | null;
  digest: string;
  sha512: string | null;
  pushedAt: Date;
  mediaType: string;
  artifactType: string | null;
  content: string;
  sizeBytes: bigint;
  body: Uint8Array | null;
  bodyBytes: number;
  version: string | null;
  authorKind: string | null;
  authorName: string | null;
  /** Of a version of the catalog that bears a mark. */
  lifecycle: string | null;
};

/** Config and layers; of an index, those of its parts too. A part that is a manifest has no blob of its own. */
const sizeSql = sql`(SELECT coalesce(sum(b."sizeBytes"), 0) FROM (
    SELECT x."digest" FROM "OciManifestPart" x WHERE x."repositoryId" = m."repositoryId" AND x."manifestDigest" = m."digest"
    UNION
    SELECT y."digest" FROM "OciManifestPart" x
    JOIN "OciManifestPart" y ON y."repositoryId" = x."repositoryId" AND y."manifestDigest" = x."digest"
    WHERE x."repositoryId" = m."repositoryId" AND x."manifestDigest" = m."digest"
  ) part JOIN "Blob" b ON b."digest" = part."digest")::bigint`;

/** Of page p: tag, digest, pushedAt. */
export const entryColumns: Sql = sql`p."tag", p."digest", p."pushedAt", m."sha512", m."mediaType",
  coalesce(m."artifactType", m."configType") AS "artifactType", ${contentSql} AS "content", ${sizeSql} AS "sizeBytes",
  CASE WHEN m."sizeBytes" <= ${MAX_BODY} THEN m."body" END AS "body", m."sizeBytes" AS "bodyBytes",
  v."tag" AS "version", v."authorKind", v."authorName", k."state" AS "lifecycle"`;

export const fromEntries = ({ id, artifactId }: SeenRepository): Sql => sql`
  JOIN "OciRepository" r ON r."id" = ${id}
  JOIN "OciManifest" m ON m."repositoryId" = ${id} AND m."digest" = p."digest"
  LEFT JOIN "Version" v ON v."artifactId" = ${artifactId} AND v."ociTag" = p."tag"
  LEFT JOIN "VersionMark" k ON k."versionId" = v."id"`;
