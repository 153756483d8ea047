import { faultsOfVersion } from "#lib/catalog/check-published.ts";
import { factsColumns, toFacts } from "#lib/catalog/find-artifact.ts";
import { db } from "#lib/db/database.ts";
import { displayName } from "#lib/ids/ids.ts";
import { PAGE_ROWS, pagesOf, type Report } from "./fault.ts";
import { verifyMarks } from "./verify-marks.ts";

function versionsAfter(after: string | null) {
  return db().version.findMany({
    where: after === null ? {} : { id: { gt: after } },
    orderBy: { id: "asc" },
    take: PAGE_ROWS,
    select: {
      id: true,
      tag: true,
      ociTag: true,
      packageDigest: true,
      packageBytes: true,
      manifestDigest: true,
      contentHash: true,
      files: true,
      commitId: true,
      artifact: { select: factsColumns },
    },
  });
}

/** What lists show of an artifact was written with its versions, and must fit them. */
async function checkCounts(report: Report): Promise<void> {
  const rows = await db().$queryRaw<{ name: string; said: number; count: number }[]>`
    SELECT a."kind" || ' ' || CASE a."project" WHEN '' THEN '' ELSE a."project" || '/' END || a."name" AS name,
      a."versionCount" AS said, count(v."id")::int AS count
    FROM "Artifact" a LEFT JOIN "Version" v ON v."artifactId" = a."id"
    LEFT JOIN "VersionMark" m ON m."versionId" = v."id" AND m."state" = 'yanked'
    GROUP BY a."id"
    HAVING a."versionCount" <> count(v."id")
      OR (a."latestTag" IS NULL) <> (count(v."id") = count(m."versionId"))
      OR (a."latestTag" IS NOT NULL AND bool_or(v."tag" = a."latestTag" AND m."versionId" IS NULL) IS NOT TRUE)`;
  for (const { name, said, count } of rows)
    report(
      "artifact",
      name,
      `says that it has ${said} versions; there are ${count}, or its latest is none of those that are not yanked`,
    );
}

/** Promise 8: who published what is in the audit log. */
async function checkAudited(report: Report): Promise<void> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT a."kind" || ' ' || CASE a."project" WHEN '' THEN '' ELSE a."project" || '/' END || a."name" || ' ' || v."tag" AS name
    FROM "Version" v JOIN "Artifact" a ON a."id" = v."artifactId"
    WHERE NOT EXISTS (SELECT 1 FROM "AuditEvent" e WHERE e."orgId" = v."orgId" AND e."subjectId" = v."artifactId"
      AND e."action" = 'version.published' AND e."details" ->> 'tag' = v."tag")`;
  for (const { name } of rows) report("version", name, "its publication is not in the audit log");
}

/** Every version's package opens and holds the files it names; its manifest, tag and commit say the same. */
export async function verifyVersions(report: Report): Promise<number> {
  let count = 0;
  for await (const { artifact, ...row } of pagesOf(versionsAfter, ({ id }) => id)) {
    count += 1;
    const facts = toFacts(artifact);
    for (const fault of await faultsOfVersion(facts, row))
      report("version", `${facts.kind} ${displayName(facts)} ${row.tag}`, fault);
  }
  await checkCounts(report);
  await checkAudited(report);
  await verifyMarks(report);
  return count;
}
