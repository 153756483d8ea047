import { Problem } from "#lib/problems/problem.ts";
import { discardUpload } from "#lib/repositories/write-upload.ts";
import { emptyAnswer } from "./answer.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";
import { keyOf } from "./upload-answer.ts";

/** DELETE of an upload: it is gone, with its bytes (OCI-70). */
export async function deleteUpload({ repository, path }: RepositoryCall<PathOf<"upload">>): Promise<Answer> {
  if (!(await discardUpload(keyOf(repository, path.id)))) throw new Problem("upload_unknown");
  return emptyAnswer(204);
}
