import type { SqlTx } from "#lib/db/database.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { type ParsedManifest, partsOf } from "./parse-manifest.ts";

/** More would not fit into the refusal. */
const MAX_NAMED = 50;

type Named = { asked: string; digest: string };

/**
 * The canonical digests of everything a manifest needs, all of it in this repository (OCI-88). The links are held until the
 * transaction ends, so that none goes while the manifest comes (X6).
 * @throws Problem "manifest_part_unknown" with one entry for each digest that is missing
 */
export async function findParts(tx: SqlTx, repositoryId: string, parsed: ParsedManifest): Promise<Digest[]> {
  const children = new Set(parsed.manifests.map((child) => child.digest));
  const wanted = [...new Set(partsOf(parsed).map((part) => part.digest))].sort();
  if (wanted.length === 0) return [];
  const blobs = await tx.$queryRaw<Named[]>`
    SELECT w."asked", b."digest" FROM unnest(${wanted}::text[]) AS w("asked")
    JOIN "Blob" b ON b."digest" = w."asked" OR b."sha512" = w."asked"
    JOIN "OciBlobLink" l ON l."digest" = b."digest" AND l."repositoryId" = ${repositoryId}
    ORDER BY b."digest" FOR SHARE OF l`;
  const manifests =
    children.size === 0
      ? []
      : await tx.$queryRaw<Named[]>`
        SELECT w."asked", m."digest" FROM unnest(${[...children]}::text[]) AS w("asked")
        JOIN "OciManifest" m ON m."repositoryId" = ${repositoryId} AND (m."digest" = w."asked" OR m."sha512" = w."asked")`;
  const found = new Map([...blobs, ...manifests].map((one) => [one.asked, one.digest]));
  const missing = wanted.filter((digest) => !found.has(digest));
  if (missing.length > 0)
    throw new Problem("manifest_part_unknown", {
      each: missing.slice(0, MAX_NAMED).map((digest) => ({ digest })),
    });
  return [...found.values()].map((digest) => digestSchema.parse(digest));
}
