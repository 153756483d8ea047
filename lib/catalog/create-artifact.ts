import type { Viewer } from "#lib/auth/types.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, isUniqueViolation } from "#lib/db/database.ts";
import type { TreeFile } from "#lib/git/types.ts";
import { type ArtifactKind, type ArtifactRef, displayName } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { getArtifact } from "./get-artifact.ts";
import { insertArtifact, type NewArtifact } from "./insert-artifact.ts";
import { moveDraft } from "./move-draft.ts";
import { requireCreate, requireMakePublic } from "./policy.ts";
import { scaffoldFiles, templateOf } from "./scaffold-files.ts";
import type { ArtifactView, CreateArtifactInput } from "./schema.ts";
import { storeFiles } from "./store-files.ts";

/** What the draft of a new artifact begins with. */
type FirstCommit = { files: TreeFile[]; message: string };

const nameTaken = (ref: ArtifactRef, cause: unknown) =>
  new Problem("name_taken", {
    detail: `There already is an artifact ${displayName(ref)} of this kind.`,
    hint: "Choose another name, or put it into a project.",
    fields: [{ path: "name", message: "There is one of this name already. Choose another." }],
    cause,
  });

/**
 * Makes an artifact and, where there are files, the first commit of its draft: both or none.
 * @throws Problem "name_taken"
 */
export async function makeArtifact(
  viewer: Viewer,
  artifact: NewArtifact,
  first: FirstCommit | null,
): Promise<ArtifactView> {
  try {
    const facts = await db().$transaction(async (tx) => {
      const made = await insertArtifact(tx, viewer, artifact);
      if (first) await moveDraft(tx, viewer, made, { ...first, parentId: null });
      await announceChange(tx, `artifact:${made.id}`);
      return made;
    });
    applyChangeHere(`artifact:${facts.id}`);
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(artifact, error) : error;
  }
  return getArtifact(viewer, artifact);
}

/**
 * GOH-8, GOH-50: a new artifact that is written here, empty or from a scaffold.
 * @throws Problem "name_taken", "role_missing", "scope_missing", "sign_in_required"; "input_invalid" when the template is another kind's
 */
export async function createArtifact(
  viewer: Viewer,
  kind: ArtifactKind,
  input: CreateArtifactInput,
): Promise<ArtifactView> {
  const { name, project = null, description = "", visibility = null, scaffold = false } = input;
  const ref: ArtifactRef = { kind, project, name };
  requireCreate(viewer, ref);
  if (visibility === "public") requireMakePublic(viewer, project);
  const template = templateOf(kind, scaffold);
  const files = template && (await storeFiles(scaffoldFiles(template, { name, description })));
  return makeArtifact(
    viewer,
    { ...ref, description, visibility },
    files && { files, message: `Start ${name} from the scaffold` },
  );
}
