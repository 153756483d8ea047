import type { Viewer } from "#lib/auth/types.ts";
import { db, sql } from "#lib/db/database.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { CommitMade } from "./draft-schema.ts";
import { findFacts } from "./find-artifact.ts";
import { readDraft } from "./get-draft.ts";
import { grantEdit } from "./policy.ts";
import { commitTree } from "./save-draft.ts";
import { scaffoldFiles, templateOf } from "./scaffold-files.ts";
import type { ScaffoldTemplate } from "./schema.ts";
import { storeFiles } from "./store-files.ts";

/**
 * Fills an empty draft from a template (API-9, GOH-21).
 * @throws Problem "draft_not_empty"; "input_invalid" when the template is another kind's; those of saveDraft
 */
export async function scaffoldDraft(
  viewer: Viewer,
  ref: ArtifactRef,
  template: ScaffoldTemplate,
): Promise<CommitMade> {
  const grant = grantEdit(viewer, await findFacts(viewer, ref));
  const chosen = templateOf(ref.kind, template);
  const { commit: parentId, files: before } = await readDraft(grant.artifact);
  if (before.length > 0)
    throw new Problem("draft_not_empty", {
      detail: `The draft has ${before.length} ${before.length === 1 ? "file" : "files"}; a scaffold would overwrite them.`,
      hint: "Delete the files first, or make a new artifact from the scaffold.",
    });
  const [row] = await db().$queryRaw<{ description: string }[]>(
    sql`SELECT "description" FROM "Artifact" WHERE "id" = ${grant.artifact.id} AND "orgId" = ${grant.artifact.orgId}`,
  );
  const files = await storeFiles(
    scaffoldFiles(chosen ?? template, { name: ref.name, description: row?.description ?? "" }),
  );
  return commitTree(grant, {
    parentId,
    before,
    files,
    message: `Start ${ref.name} from the scaffold`,
    action: "draft.scaffolded",
    details: { template },
  });
}
