import { z } from "zod";
import { db, sql } from "#lib/db/database.ts";
import { OCI_INDEX } from "#lib/repositories/media-types.ts";
import type { AttachedView } from "./schema.ts";

/** Subjects by both of their digests, as manifests and tags may name them. */
export type Subject = { digest: string; sha512: string | null };
export type Attached = { items: AttachedView[]; count: number };

type Row = {
  subject: string;
  digest: string;
  mediaType: string;
  artifactType: string | null;
  /** Null where it is larger than such things are. */
  body: Uint8Array | null;
  tag: string | null;
  sizeBytes: bigint;
  pushedAt: Date;
  count: number;
};

const SIGNATURE = /signature|simplesigning|sigstore\.bundle/;
const SBOM = /spdx|cyclonedx|syft|sbom/;
const ATTESTATION = /in-toto|attestation|slsa|dsse|provenance/;

const layersSchema = z.object({ layers: z.array(z.object({ mediaType: z.string() })) });

function layerTypesOf(body: Uint8Array | null): string[] {
  if (!body) return [];
  try {
    const parsed = layersSchema.safeParse(JSON.parse(Buffer.from(body).toString("utf8")));
    return parsed.success ? parsed.data.layers.map(({ mediaType }) => mediaType) : [];
  } catch {
    return []; // Then its type alone says what it is.
  }
}

/** By what it says of itself: its tag's ending, its type, or the types of what is in it. */
function whatOf({ tag, artifactType, mediaType, body }: Row): AttachedView["what"] {
  if (tag?.endsWith(".sig")) return "signature";
  if (tag?.endsWith(".sbom")) return "sbom";
  if (tag?.endsWith(".att")) return "attestation";
  const types = [artifactType ?? "", ...layerTypesOf(body)].join(" ").toLowerCase();
  if (SIGNATURE.test(types)) return "signature";
  if (SBOM.test(types)) return "sbom";
  if (ATTESTATION.test(types)) return "attestation";
  return tag !== null && mediaType === OCI_INDEX ? "index" : "other";
}

/**
 * Signatures, SBOMs and attestations of these manifests: those that name them as their subject, and those under a tag made of
 * their digest (OCI-101). One query for all of them.
 * @param each how many of one subject at most; `count` has them all
 */
export async function findAttached(
  repositoryId: string,
  subjects: Subject[],
  each: number,
): Promise<Map<string, Attached>> {
  const found = new Map<string, Attached>();
  if (subjects.length === 0) return found;
  const named = subjects.flatMap(({ digest, sha512 }) => [digest, ...(sha512 ? [sha512] : [])]);
  const canonical = new Map(
    subjects.flatMap(({ digest, sha512 }) => [
      [digest, digest],
      [sha512 ?? "", digest],
    ]),
  );
  const stems = named.map((digest) => digest.replace(":", "-"));
  const tags = stems.flatMap((stem) => [stem, `${stem}.sig`, `${stem}.att`, `${stem}.sbom`]);
  const rows = await db().$queryRaw<Row[]>(sql`
    WITH attached AS (
      SELECT m."subjectDigest" AS subject, m."digest", NULL AS tag, m."createdAt" AS "pushedAt"
      FROM "OciManifest" m WHERE m."repositoryId" = ${repositoryId} AND m."subjectDigest" = ANY(${named})
      UNION ALL
      SELECT replace(split_part(t."tag", '.', 1), '-', ':'), t."digest", t."tag", t."updatedAt"
      FROM "OciTag" t WHERE t."repositoryId" = ${repositoryId} AND t."tag" = ANY(${tags})
    ),
    ranked AS (
      SELECT a.*, row_number() OVER (PARTITION BY a.subject ORDER BY a."pushedAt" DESC, a."digest") AS rank,
        (count(*) OVER (PARTITION BY a.subject))::int AS count
      FROM attached a
    )
    SELECT r.subject, r."digest", r.tag, r."pushedAt", r.count, m."mediaType", coalesce(m."artifactType", m."configType") AS "artifactType",
      CASE WHEN m."sizeBytes" <= 65536 THEN m."body" END AS "body",
      (SELECT coalesce(sum(b."sizeBytes"), 0) FROM "OciManifestPart" x JOIN "Blob" b ON b."digest" = x."digest"
        WHERE x."repositoryId" = m."repositoryId" AND x."manifestDigest" = m."digest")::bigint AS "sizeBytes"
    FROM ranked r JOIN "OciManifest" m ON m."repositoryId" = ${repositoryId} AND m."digest" = r."digest"
    WHERE r.rank <= ${each} ORDER BY r."pushedAt" DESC, r."digest"`);
  for (const row of rows) {
    const subject = canonical.get(row.subject) ?? row.subject;
    const before = found.get(subject) ?? { items: [], count: 0 };
    found.set(subject, { items: [...before.items, toView(row)], count: Math.max(before.count, row.count) });
  }
  return found;
}

function toView(row: Row): AttachedView {
  return {
    what: whatOf(row),
    digest: row.digest,
    artifactType: row.artifactType,
    tag: row.tag,
    size: Number(row.sizeBytes),
    pushedAt: row.pushedAt.toISOString(),
  };
}
