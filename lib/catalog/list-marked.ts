import { z } from "zod";
import { direct } from "#lib/db/direct.ts";

const rowSchema = z.object({
  tag: z.string(),
  ociTag: z.string(),
  manifestDigest: z.string(),
  isShared: z.boolean(),
  state: z.enum(["deprecated", "yanked"]),
  reason: z.string(),
  replacement: z.string().nullable(),
});

/** A version that bears a mark, as the registry tells of it. */
export type MarkedVersion = z.output<typeof rowSchema>;

/**
 * The versions of an artifact that are deprecated or yanked. `isShared`: a version without a mark has the same manifest, so
 * that its digest says nothing about the mark. It asks nobody's rights: the door has let the caller into the repository.
 */
export async function listMarked(artifactId: string): Promise<MarkedVersion[]> {
  const rows = await direct().$queryRaw`
    SELECT v."tag", v."ociTag", v."manifestDigest", m."state", m."reason", r."tag" AS "replacement",
      EXISTS (SELECT 1 FROM "Version" w LEFT JOIN "VersionMark" n ON n."versionId" = w."id"
        WHERE w."artifactId" = v."artifactId" AND w."manifestDigest" = v."manifestDigest"
        AND coalesce(n."state", 'active') = 'active') AS "isShared"
    FROM "VersionMark" m JOIN "Version" v ON v."id" = m."versionId" LEFT JOIN "Version" r ON r."id" = m."replacementId"
    WHERE m."artifactId" = ${artifactId} AND m."state" <> 'active'`;
  return z.array(rowSchema).parse(rows);
}
