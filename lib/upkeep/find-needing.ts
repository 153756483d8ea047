import { db } from "#lib/db/database.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { displayName } from "#lib/ids/ids.ts";

type Needing = { kind: string; project: string; name: string; tag: string };

/** The versions that are not whole without this blob: as package, as another part of their manifest, or as a file of their commit. */
export async function findNeedingVersions(digest: Digest): Promise<string[]> {
  const rows = await db().$queryRaw<Needing[]>`
    SELECT a."kind", a."project", a."name", v."tag" FROM "Version" v JOIN "Artifact" a ON a."id" = v."artifactId"
    WHERE v."id" IN (
      SELECT "id" FROM "Version" WHERE "packageDigest" = ${digest}
      UNION
      SELECT n."id" FROM "OciManifestPart" p JOIN "OciRepository" r ON r."id" = p."repositoryId"
        JOIN "Version" n ON n."manifestDigest" = p."manifestDigest" AND n."orgId" = r."orgId" WHERE p."digest" = ${digest}
      UNION
      SELECT n."id" FROM "GitTree" t JOIN "GitCommit" c ON c."orgId" = t."orgId" AND c."treeId" = t."id"
        JOIN "Version" n ON n."artifactId" = c."historyId" AND n."commitId" = c."id"
        WHERE jsonb_path_query_array(t."files", '$[*].digest') ? ${digest})
    ORDER BY a."kind", a."project", a."name", v."position"`;
  return rows.map((row) => `${row.kind} ${displayName(row)} ${row.tag}`);
}
