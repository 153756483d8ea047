import type { SqlTx } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { type ParsedManifest, partsOf } from "./parse-manifest.ts";

/** More would not fit into the refusal. */
const MAX_NAMED = 50;

/**
 * Canonical digests, in byte order and with commas between them. There may be tens of thousands, and they only go back to the
 * database: as one text they cost a millisecond, as a list of values they would hold up everybody else (X15).
 */
export type PartList = string;

const listOf = (descriptors: { digest: string }[]) => descriptors.map(({ digest }) => digest).join(",");

/**
 * Everything that a manifest needs, all of it in this repository (OCI-88). The links are held until the transaction ends, so
 * that none goes while the manifest comes (X6). Each is looked up by itself: what PostgreSQL has planned while there was next
 * to nothing in its tables would else read all that the repository holds, for every manifest that is pushed.
 * @throws Problem "manifest_part_unknown" with one entry for each digest that is missing
 */
export async function findParts(tx: SqlTx, repositoryId: string, parsed: ParsedManifest): Promise<PartList> {
  const wanted = partsOf(parsed);
  if (wanted.length === 0) return "";
  const [found] = await tx.$queryRaw<{ parts: PartList; missing: string[] }[]>`
    WITH wanted AS (SELECT DISTINCT "asked" FROM unnest(string_to_array(${listOf(wanted)}, ',')) AS "asked"),
    named AS (
      SELECT "asked", "asked" AS "digest" FROM wanted WHERE NOT starts_with("asked", 'sha512:')
      UNION ALL
      SELECT w."asked", b."digest" FROM wanted w
      CROSS JOIN LATERAL (SELECT "digest" FROM "Blob" WHERE "sha512" = w."asked" LIMIT 1) b
      WHERE starts_with(w."asked", 'sha512:')
    ), blobs AS MATERIALIZED (
      SELECT n."asked", l."digest" FROM (SELECT * FROM named ORDER BY "digest") n
      CROSS JOIN LATERAL (SELECT "digest" FROM "OciBlobLink"
        WHERE "repositoryId" = ${repositoryId} AND "digest" = n."digest" FOR SHARE) l
    ), manifests AS (
      SELECT c."asked", m."digest" FROM unnest(string_to_array(${listOf(parsed.manifests)}, ',')) AS c("asked")
      JOIN "OciManifest" m ON m."repositoryId" = ${repositoryId} AND (m."digest" = c."asked" OR m."sha512" = c."asked")
    ), found AS (SELECT "asked", "digest" FROM blobs UNION SELECT "asked", "digest" FROM manifests)
    SELECT (SELECT coalesce(string_agg(DISTINCT "digest", ',' ORDER BY "digest"), '') FROM found) AS "parts",
      ARRAY(SELECT "asked" FROM wanted w WHERE NOT EXISTS (SELECT 1 FROM found f WHERE f."asked" = w."asked")
        ORDER BY "asked" LIMIT ${MAX_NAMED}) AS "missing"`;
  if (found && found.missing.length === 0) return found.parts;
  throw new Problem("manifest_part_unknown", { each: (found?.missing ?? []).map((digest) => ({ digest })) });
}
