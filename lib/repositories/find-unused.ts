import { db, sql, type Tx } from "#lib/db/database.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";

type Reader = Pick<Tx, "$queryRaw">;

/** A repository that holds something which may be unused. */
export type CollectableRepository = { id: string; orgId: string; name: string };

/** A first, cheap look: repositories with an untagged manifest, or a link that no manifest needs, from before this moment. */
export function findCollectable(before: Date): Promise<CollectableRepository[]> {
  return db().$queryRaw<CollectableRepository[]>`
    SELECT r."id", r."orgId", r."name" FROM "OciRepository" r WHERE r."id" IN (
      SELECT m."repositoryId" FROM "OciManifest" m WHERE m."createdAt" < ${before}
        AND NOT EXISTS (SELECT 1 FROM "OciTag" t WHERE t."repositoryId" = m."repositoryId" AND t."digest" = m."digest")
      UNION
      SELECT l."repositoryId" FROM "OciBlobLink" l WHERE l."createdAt" < ${before}
        AND NOT EXISTS (SELECT 1 FROM "OciManifestPart" p WHERE p."repositoryId" = l."repositoryId" AND p."digest" = l."digest"))
    ORDER BY r."id"`;
}

/**
 * Manifests with the same parts as a tagged one: the same content, pushed again with other annotations, stays pullable by
 * its digest where tags never move (OCI-98).
 */
const twinsOf = (repositoryId: string) => sql`
  SELECT a."manifestDigest" FROM
    (SELECT "manifestDigest", array_agg("digest" ORDER BY "digest") AS "parts" FROM "OciManifestPart"
      WHERE "repositoryId" = ${repositoryId} GROUP BY 1) a
  JOIN (SELECT p."manifestDigest", array_agg(p."digest" ORDER BY p."digest") AS "parts" FROM "OciManifestPart" p
      WHERE p."repositoryId" = ${repositoryId} AND EXISTS (SELECT 1 FROM "OciTag" t
        WHERE t."repositoryId" = ${repositoryId} AND t."digest" = p."manifestDigest") GROUP BY 1) b
  ON a."parts" = b."parts"`;

/**
 * Manifests that belong to nothing. What is tagged lives, and what came, was sent again or lost a tag after `before`; so
 * does what a living manifest names, and what names a living manifest as its subject (X8). Each manifest is looked at once,
 * so circles end and the time is linear.
 */
export async function findUnusedManifests(
  tx: Reader,
  repositoryId: string,
  rules: { before: Date; keepTwins: boolean; limit: number },
): Promise<Digest[]> {
  const { before, keepTwins, limit } = rules;
  const twins = keepTwins ? sql`OR m."digest" IN (${twinsOf(repositoryId)})` : sql``;
  const rows = await tx.$queryRaw<{ digest: string }[]>`
    WITH RECURSIVE "living" ("digest", "sha512") AS (
      SELECT m."digest", m."sha512" FROM "OciManifest" m WHERE m."repositoryId" = ${repositoryId} AND (
        m."createdAt" >= ${before}
        OR m."digest" IN (SELECT t."digest" FROM "OciTag" t WHERE t."repositoryId" = ${repositoryId})
        OR m."digest" IN (SELECT u."digest" FROM "OciManifestUse" u
          WHERE u."repositoryId" = ${repositoryId} AND u."at" >= ${before})
        ${twins})
      UNION
      SELECT m."digest", m."sha512" FROM "living" l
      CROSS JOIN LATERAL (
        SELECT p."digest" FROM "OciManifestPart" p
          WHERE p."repositoryId" = ${repositoryId} AND p."manifestDigest" = l."digest"
        UNION ALL
        SELECT r."digest" FROM "OciManifest" r WHERE r."repositoryId" = ${repositoryId} AND r."subjectDigest" = l."digest"
        UNION ALL
        SELECT r."digest" FROM "OciManifest" r WHERE r."repositoryId" = ${repositoryId} AND r."subjectDigest" = l."sha512"
      ) AS next
      JOIN "OciManifest" m ON m."repositoryId" = ${repositoryId} AND m."digest" = next."digest"
    )
    SELECT m."digest" FROM "OciManifest" m WHERE m."repositoryId" = ${repositoryId}
      AND NOT EXISTS (SELECT 1 FROM "living" l WHERE l."digest" = m."digest")
    LIMIT ${limit}`;
  return rows.map(({ digest }) => digestSchema.parse(digest));
}

/** Links from before this moment that no manifest needs. @param without manifests that do not count: they are about to go */
export async function findUnusedLinks(
  tx: Reader,
  repositoryId: string,
  before: Date,
  without: readonly Digest[],
): Promise<Digest[]> {
  const rows = await tx.$queryRaw<{ digest: string }[]>`
    SELECT l."digest" FROM "OciBlobLink" l WHERE l."repositoryId" = ${repositoryId} AND l."createdAt" < ${before}
      AND NOT EXISTS (SELECT 1 FROM "OciManifestPart" p WHERE p."repositoryId" = ${repositoryId}
        AND p."digest" = l."digest" AND p."manifestDigest" <> ALL(${without}::text[]))`;
  return rows.map(({ digest }) => digestSchema.parse(digest));
}
