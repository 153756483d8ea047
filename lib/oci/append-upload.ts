import { Problem } from "#lib/problems/problem.ts";
import { findUpload } from "#lib/repositories/claim-upload.ts";
import { appendUpload } from "#lib/repositories/write-upload.ts";
import { lentBodyOf } from "./read-body.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";
import { keyOf, uploadAnswer, withRange } from "./upload-answer.ts";
import { maxBlobBytes, readChunk, refuseLongChunk } from "./upload-chunk.ts";

/** PATCH of an upload: one chunk, with or without `Content-Range`, of known length or not (OCI-59…63, OCI-76). */
export async function patchUpload(call: RepositoryCall<PathOf<"upload">>): Promise<Answer> {
  const { repository, incoming } = call;
  const { id } = call.path;
  const key = keyOf(repository, id);
  const offsetBytes = await findUpload(key);
  if (offsetBytes === null) throw new Problem("upload_unknown");
  const chunk = readChunk(incoming);
  await refuseLongChunk(repository, id, offsetBytes, chunk);
  try {
    const end = await appendUpload(
      key,
      chunk.atBytes,
      lentBodyOf(call, chunk.lengthBytes),
      maxBlobBytes(repository),
    );
    return uploadAnswer(202, repository, id, end);
  } catch (error) {
    throw withRange(error, repository, id);
  }
}
