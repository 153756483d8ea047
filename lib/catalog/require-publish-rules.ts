import { type SqlTx, sql } from "#lib/db/database.ts";
import type { PublishGrant } from "./policy.ts";
import { findBrokenRules, type PublishRules } from "./publish-policy.ts";
import type { SealedVersion } from "./sealed-version.ts";

/** The organization's own rules as they stand. @param tx the transaction that publishes, or any connection */
export async function readPublishRules(tx: SqlTx, orgId: string): Promise<PublishRules> {
  const [rules] = await tx.$queryRaw<PublishRules[]>(
    sql`SELECT "semverOnly", "notesNeeded", "publishRole" FROM "Org" WHERE "id" = ${orgId}`,
  );
  if (!rules) throw new Error(`There is no organization ${orgId}.`);
  return rules;
}

/**
 * The organization's own rules, in the transaction that publishes, so that every door has them: role, SemVer, notes.
 * @throws Problem "publish_rules", "role_missing"
 */
export async function requirePublishRules(
  tx: SqlTx,
  grant: PublishGrant,
  { tag, notes }: Pick<SealedVersion, "tag" | "notes">,
): Promise<void> {
  const rules = await readPublishRules(tx, grant.artifact.orgId);
  const [refusal] = findBrokenRules(rules, grant, { tag, notes });
  if (refusal) throw refusal;
}
