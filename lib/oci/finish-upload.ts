import { Problem } from "#lib/problems/problem.ts";
import { findUpload } from "#lib/repositories/claim-upload.ts";
import { finishUpload } from "#lib/repositories/finish-upload.ts";
import { bodyOf, readBody } from "./read-body.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";
import { IN_MEMORY_BYTES } from "./start-upload.ts";
import { blobAnswer, keyOf, withRange } from "./upload-answer.ts";
import { type Chunk, maxBlobBytes, readChunk, refuseLongChunk, requireDigest } from "./upload-chunk.ts";

/** In memory where it is small and its length is known, else as it arrives; null where nothing comes. */
async function lastPart(call: RepositoryCall, chunk: Chunk) {
  if (chunk.lengthBytes === 0) return null;
  const isSmall = chunk.lengthBytes !== null && chunk.lengthBytes <= IN_MEMORY_BYTES;
  return isSmall ? readBody(call, IN_MEMORY_BYTES) : bodyOf(call, chunk.lengthBytes);
}

/** PUT of an upload: the end of it, with or without a last chunk (OCI-58, OCI-66…68). */
export async function putUpload(call: RepositoryCall<PathOf<"upload">>): Promise<Answer> {
  const { repository } = call;
  const { id } = call.path;
  const key = keyOf(repository, id);
  const offsetBytes = await findUpload(key);
  if (offsetBytes === null) throw new Problem("upload_unknown");
  const digest = requireDigest(call.query);
  const chunk = readChunk(call.incoming);
  await refuseLongChunk(repository, id, offsetBytes, chunk);
  // Out of order is known before the body is read (OCI-67); whether somebody else is faster, only the claim knows.
  const outOfOrder = chunk.atBytes !== null && chunk.atBytes !== offsetBytes;
  try {
    if (outOfOrder) throw new Problem("range_invalid", { facts: { offsetBytes } });
    const body = await lastPart(call, chunk);
    await finishUpload(key, digest, { atBytes: chunk.atBytes, body, maxBytes: maxBlobBytes(repository) });
  } catch (error) {
    throw withRange(error, repository, id);
  }
  return blobAnswer(repository, digest);
}
