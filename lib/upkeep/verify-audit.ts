import { db } from "#lib/db/database.ts";
import type { Report } from "./fault.ts";

type Broken = { slug: string; seq: bigint; fault: string };

/**
 * Computes each organization's audit chain again, in the database, by the function that made it: whoever changes, adds
 * or takes out a row breaks a hash from there on. A chain has to end where its kept end is (`AuditHead`): who takes the
 * last rows away leaves that behind.
 */
export async function verifyAudit(report: Report): Promise<number> {
  // One statement sees one moment: a row that is written meanwhile moves the chain and its end together.
  const broken = await db().$queryRaw<Broken[]>`
    WITH chained AS (
      SELECT e."orgId", e."seq", e."prevHash", e."hash" <> audit_hash(e) AS changed,
        lag(e."seq") OVER w AS last, lag(e."hash") OVER w AS before
      FROM "AuditEvent" e WINDOW w AS (PARTITION BY e."orgId" ORDER BY e."seq")
    ), ends AS (SELECT DISTINCT ON ("orgId") "orgId", "seq", "hash" FROM "AuditEvent" ORDER BY "orgId", "seq" DESC)
    SELECT coalesce(o."slug", f."orgId") AS slug, f."seq", f.fault FROM (
      SELECT "orgId", "seq", CASE
        WHEN changed THEN 'was changed'
        WHEN "seq" <> coalesce(last, 0) + 1 THEN 'does not follow the one before it: one was taken out'
        ELSE 'does not name the one before it' END AS fault
      FROM chained
      WHERE changed OR "prevHash" <> coalesce(before, '') OR "seq" <> coalesce(last, 0) + 1
      UNION ALL
      SELECT coalesce(h."orgId", e."orgId"), coalesce(e."seq", 0) + 1, CASE
        WHEN h."seq" IS NULL THEN 'was to come next, but the kept end of the log is gone'
        WHEN h."seq" > coalesce(e."seq", 0) THEN 'is missing, and all after it up to ' || h."seq"
        ELSE 'was to come next, but the kept end of the log is another' END
      FROM "AuditHead" h FULL JOIN ends e ON e."orgId" = h."orgId"
      WHERE (h."seq", h."hash") IS DISTINCT FROM (e."seq", e."hash")
    ) f LEFT JOIN "Org" o ON o."id" = f."orgId"
    ORDER BY 1, 2`;
  for (const { slug, seq, fault } of broken) report("audit", `${slug} ${seq}`, fault);
  return db().auditEvent.count();
}
