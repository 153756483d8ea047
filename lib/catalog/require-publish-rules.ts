import { requireRoleIn } from "#lib/auth/policy.ts";
import { type SqlTx, sql } from "#lib/db/database.ts";
import { semverOf } from "#lib/ids/version-tag.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { PublishGrant } from "./policy.ts";
import type { SealedVersion } from "./sealed-version.ts";

/** Where a push says its release notes: in the manifest, which Helm fills from Chart.yaml's annotations. */
const NOTES_KEY = "vnd.chartroom.release-notes";

type Rules = { semverOnly: boolean; notesNeeded: boolean; publishRole: string };

function refuse(detail: string, hint: string): never {
  throw new Problem("publish_rules", { detail, hint });
}

/**
 * The organization's own rules, in the transaction that publishes, so that every door has them: SemVer, notes, role. A
 * registry token that pushes was made by an admin for that, and is not asked for a role.
 * @throws Problem "publish_rules", "role_missing"
 */
export async function requirePublishRules(
  tx: SqlTx,
  { artifact, by }: PublishGrant,
  { tag, notes }: Pick<SealedVersion, "tag" | "notes">,
): Promise<void> {
  const [rules] = await tx.$queryRaw<Rules[]>(
    sql`SELECT "semverOnly", "notesNeeded", "publishRole" FROM "Org" WHERE "id" = ${artifact.orgId}`,
  );
  if (!rules) throw new Error(`There is no organization ${artifact.orgId}.`);
  if (rules.publishRole === "admin" && by.registryScope === null)
    requireRoleIn(by, artifact.project, "admin", "publish a version here");
  if (rules.semverOnly && semverOf(tag) === null)
    refuse(
      `${tag} is not SemVer, and this organization publishes nothing else`,
      "Choose a version such as 1.2.0.",
    );
  if (rules.notesNeeded && notes.trim() === "")
    refuse(
      "a version needs release notes in this organization",
      `Write them when you publish; a push says them as annotation ${NOTES_KEY} (with Helm: in Chart.yaml, under annotations).`,
    );
}
