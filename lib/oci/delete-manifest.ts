import { Problem } from "#lib/problems/problem.ts";
import { deleteManifest, deleteTag } from "#lib/repositories/delete-content.ts";
import { emptyAnswer } from "./answer.ts";
import { parseReference } from "./get-manifest.ts";
import { placeOf } from "./put-manifest.ts";
import { knownRepository } from "./reach-repository.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";

/** DELETE of a tag, or of a manifest with its tags (OCI-102…105, OCI-107). */
export async function removeManifest(call: RepositoryCall<PathOf<"manifest">>): Promise<Answer> {
  const { id } = knownRepository(call.repository);
  const place = { ...placeOf(call.repository), id };
  const reference = parseReference(call.path.reference);
  if (!reference) throw new Problem("manifest_unknown", { detail: call.path.reference.slice(0, 200) });
  if ("tag" in reference) await deleteTag(call.viewer, place, reference.tag);
  else await deleteManifest(call.viewer, place, reference.digest);
  return emptyAnswer(202);
}
