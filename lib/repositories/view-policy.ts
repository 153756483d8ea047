import { db } from "#lib/db/database.ts";
import { patternSource } from "#lib/ids/repository-pattern.ts";
import { type PolicyRow, toPolicyView } from "./policy-rows.ts";
import type { PolicyView } from "./schema.ts";

/** A policy with how many of the repositories that there are match it. */
export async function viewPolicy(orgId: string, row: PolicyRow): Promise<PolicyView> {
  const [counted] = await db().$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM "OciRepository" r
    WHERE r."orgId" = ${orgId} AND r."name" ~ ${patternSource(row.pattern)}
      AND EXISTS (SELECT 1 FROM "OciManifest" m WHERE m."repositoryId" = r."id")`;
  return toPolicyView(row, counted?.total ?? 0);
}
