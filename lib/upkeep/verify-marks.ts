import { db } from "#lib/db/database.ts";
import type { Report } from "./fault.ts";

type MarkRow = {
  name: string;
  isForeign: boolean;
  isReplacedElsewhere: boolean;
  /** The newest row of the audit log about it says the same. */
  isAudited: boolean;
};

/** Every mark points at a version of its own artifact, as its replacement does, and is what the audit log says last (NB-6). */
export async function verifyMarks(report: Report): Promise<void> {
  const rows = await db().$queryRaw<MarkRow[]>`
    SELECT a."kind" || ' ' || CASE a."project" WHEN '' THEN '' ELSE a."project" || '/' END || a."name" || ' ' || v."tag" AS name,
      (m."artifactId", m."orgId") IS DISTINCT FROM (v."artifactId", v."orgId") AS "isForeign",
      r."id" IS NOT NULL AND r."artifactId" <> v."artifactId" AS "isReplacedElsewhere",
      coalesce((SELECT e."details" -> 'after' = jsonb_build_object('state', m."state", 'reason', m."reason", 'replacement', r."tag")
        FROM "AuditEvent" e WHERE e."orgId" = v."orgId" AND e."subjectId" = v."artifactId"
        AND e."action" IN ('version.deprecated', 'version.yanked', 'version.mark_lifted') AND e."details" ->> 'tag' = v."tag"
        ORDER BY e."seq" DESC LIMIT 1), false) AS "isAudited"
    FROM "VersionMark" m JOIN "Version" v ON v."id" = m."versionId" JOIN "Artifact" a ON a."id" = v."artifactId"
    LEFT JOIN "Version" r ON r."id" = m."replacementId"`;
  for (const { name, isForeign, isReplacedElsewhere, isAudited } of rows) {
    if (isForeign) report("version", name, "its mark is that of another artifact");
    if (isReplacedElsewhere) report("version", name, "its mark names a replacement of another artifact");
    if (!isAudited) report("version", name, "its mark is not what the audit log says last");
  }
}
