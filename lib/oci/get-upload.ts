import { Problem } from "#lib/problems/problem.ts";
import { findUpload } from "#lib/repositories/claim-upload.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";
import { keyOf, uploadAnswer } from "./upload-answer.ts";

/** GET of an upload: how far it has come (OCI-64, OCI-65). */
export async function getUpload({ repository, path }: RepositoryCall<PathOf<"upload">>): Promise<Answer> {
  const offsetBytes = await findUpload(keyOf(repository, path.id));
  if (offsetBytes === null) throw new Problem("upload_unknown");
  return uploadAnswer(204, repository, path.id, offsetBytes);
}
