import { db } from "#lib/db/database.ts";
import type { Report } from "./fault.ts";

type Broken = { slug: string; seq: bigint; fault: string };

/**
 * Computes each organization's audit chain again, in the database, by the function that made it: whoever changes, adds
 * or takes out a row breaks a hash from there on.
 */
export async function verifyAudit(report: Report): Promise<number> {
  const broken = await db().$queryRaw<Broken[]>`
    SELECT coalesce(o."slug", c."orgId") AS slug, c."seq", CASE
        WHEN c."hash" <> audit_hash(c.e) THEN 'was changed'
        WHEN c."seq" <> coalesce(c.last, 0) + 1 THEN 'does not follow the one before it: one was taken out'
        ELSE 'does not name the one before it' END AS fault
    FROM (SELECT e, e."orgId", e."seq", e."hash", e."prevHash", lag(e."seq") OVER w AS last, lag(e."hash") OVER w AS before
      FROM "AuditEvent" e WINDOW w AS (PARTITION BY e."orgId" ORDER BY e."seq")) c
    LEFT JOIN "Org" o ON o."id" = c."orgId"
    WHERE c."hash" <> audit_hash(c.e) OR c."prevHash" <> coalesce(c.before, '') OR c."seq" <> coalesce(c.last, 0) + 1
    ORDER BY 1, 2`;
  for (const { slug, seq, fault } of broken) report("audit", `${slug} ${seq}`, fault);
  return db().auditEvent.count();
}
