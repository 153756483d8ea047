import { parseDigest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { unlinkBlob } from "#lib/repositories/delete-content.ts";
import { emptyAnswer } from "./answer.ts";
import { placeOf } from "./put-manifest.ts";
import { knownRepository } from "./reach-repository.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";

/** DELETE of a blob: unlinks it here, and only here (OCI-102, OCI-106, OCI-107). */
export async function removeBlob(call: RepositoryCall<PathOf<"blob">>): Promise<Answer> {
  const { id } = knownRepository(call.repository);
  const digest = parseDigest(call.path.digest);
  if (!digest) throw new Problem("blob_unknown", { detail: call.path.digest.slice(0, 200) });
  await unlinkBlob(call.viewer, { ...placeOf(call.repository), id }, digest);
  return emptyAnswer(202);
}
