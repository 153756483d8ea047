import { parseDigest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { findUpload } from "#lib/repositories/claim-upload.ts";
import { finishAtOnce, finishUpload } from "#lib/repositories/finish-upload.ts";
import { bodyLength, isWaiting, lentBodyOf, readBody } from "./read-body.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";
import { IN_MEMORY_BYTES } from "./start-upload.ts";
import { blobAnswer, keyOf, withRange } from "./upload-answer.ts";
import { type Chunk, maxBlobBytes, readChunk, refuseLongChunk, requireDigest } from "./upload-chunk.ts";

type UploadCall = RepositoryCall<PathOf<"upload">>;

/** In memory where it is small and its length is known, else as it arrives; null where nothing comes. */
async function lastPart(call: RepositoryCall, chunk: Chunk, whole: Buffer | null) {
  if (chunk.lengthBytes === 0) return null;
  if (whole) return whole;
  const isSmall = chunk.lengthBytes !== null && chunk.lengthBytes <= IN_MEMORY_BYTES;
  return isSmall ? readBody(call, IN_MEMORY_BYTES) : lentBodyOf(call, chunk.lengthBytes);
}

/** What may be all of a small blob, read; null where it is something else, or where the client waits for a word first. */
async function readWhole(call: UploadCall): Promise<Buffer | null> {
  const { incoming, repository } = call;
  const lengthBytes = bodyLength(incoming);
  const isSmall = lengthBytes !== null && lengthBytes <= Math.min(IN_MEMORY_BYTES, maxBlobBytes(repository));
  if (!isSmall || isWaiting(incoming) || incoming.headers["content-range"] !== undefined) return null;
  return readBody(call, IN_MEMORY_BYTES);
}

/**
 * PUT of an upload: the end of it, with or without a last chunk (OCI-58, OCI-66…68). Clients send small blobs in one piece:
 * for these nothing is asked beforehand, and whatever is wrong is found out by going the long way.
 */
export async function putUpload(call: UploadCall): Promise<Answer> {
  const { repository } = call;
  const whole = await readWhole(call);
  const asked = parseDigest(call.query.get("digest") ?? "");
  if (whole && asked && (await finishAtOnce(keyOf(repository, call.path.id), asked, whole)))
    return blobAnswer(repository, asked);
  return finishSlowly(call, whole);
}

async function finishSlowly(call: UploadCall, whole: Buffer | null): Promise<Answer> {
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
    const body = await lastPart(call, chunk, whole);
    await finishUpload(key, digest, { atBytes: chunk.atBytes, body, maxBytes: maxBlobBytes(repository) });
  } catch (error) {
    throw withRange(error, repository, id);
  }
  return blobAnswer(repository, digest);
}
