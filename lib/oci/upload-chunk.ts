import type { IncomingMessage } from "node:http";
import { env } from "#lib/env/env.ts";
import { type Digest, parseDigest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { discardUpload } from "#lib/repositories/write-upload.ts";
import type { Repository } from "./reach-repository.ts";
import { bodyLength, tooLarge } from "./read-body.ts";
import { keyOf } from "./upload-answer.ts";

export type Chunk = {
  /** Where it begins; null where the client did not say. */
  atBytes: number | null;
  /** Null: sent in pieces of unknown number. */
  lengthBytes: number | null;
};

/** OCI-130. */
export function maxBlobBytes(repository: Repository): number {
  return repository.ref ? env().CHARTROOM_MAX_CATALOG_BLOB : env().CHARTROOM_MAX_PLAIN_BLOB;
}

/**
 * What the request says of its chunk. `Content-Range` has no unit here: `0-1023` (OCI-60).
 * @throws Problem "upload_invalid" when it is malformed (OCI-63), "upload_size_invalid" when the length is another one (OCI-62)
 */
export function readChunk(incoming: IncomingMessage): Chunk {
  const lengthBytes = bodyLength(incoming);
  const header = incoming.headers["content-range"];
  if (header === undefined) return { atBytes: null, lengthBytes };
  const [, first, last] = /^(\d{1,15})-(\d{1,15})$/.exec(header.trim()) ?? [];
  if (first === undefined || Number(last) < Number(first))
    throw new Problem("upload_invalid", {
      detail: "Content-Range must be <first byte>-<last byte>, such as 0-1023",
    });
  const announced = Number(last) - Number(first) + 1;
  if (lengthBytes !== null && lengthBytes !== announced)
    throw new Problem("upload_size_invalid", {
      detail: `Content-Range says ${announced} bytes, Content-Length ${lengthBytes}`,
    });
  return { atBytes: Number(first), lengthBytes: announced };
}

/** @throws Problem "digest_invalid" when it is missing or is none (OCI-68) */
export function requireDigest(query: URLSearchParams): Digest {
  const digest = parseDigest(query.get("digest") ?? "");
  if (digest) return digest;
  throw new Problem("digest_invalid", {
    detail: "the query needs digest=sha256:<64 hex digits> or sha512:<128 hex digits>",
  });
}

/** OCI-75: known to be too long before anything is read. The upload is discarded: it could never be finished. */
export async function refuseLongChunk(
  repository: Repository,
  id: string,
  offsetBytes: number,
  chunk: Chunk,
): Promise<void> {
  const limitBytes = maxBlobBytes(repository);
  if (chunk.lengthBytes === null || offsetBytes + chunk.lengthBytes <= limitBytes) return;
  await discardUpload(keyOf(repository, id));
  throw tooLarge(limitBytes, offsetBytes + chunk.lengthBytes);
}
