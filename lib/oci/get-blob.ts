import { type Digest, parseDigest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { findLinkedBlob, type LinkedBlob } from "#lib/repositories/queries.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { checkedStream } from "#lib/storage/checked-stream.ts";
import { COMMON_HEADERS, emptyAnswer, IMMUTABLE } from "./answer.ts";
import { keptBytes } from "./blob-cache.ts";
import { parseRange } from "./parse-range.ts";
import { knownRepository } from "./reach-repository.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";
import { type KeptRepository, keepBlob } from "./repository-cache.ts";

/** Blobs up to this size are answered from memory, in one piece. */
const SMALL_BYTES = 2 * 1024 * 1024;

/** That the repository links it is asked each time, or kept with the repository: what is in memory gives nobody a right. */
async function findBlob(repository: KeptRepository, text: string): Promise<LinkedBlob & { asked: Digest }> {
  const asked = parseDigest(text);
  if (asked) {
    const kept = repository.blobs.get(asked);
    const blob = kept ?? (await findLinkedBlob(repository.id, asked));
    if (blob && !kept) keepBlob(repository, asked, blob);
    if (blob) return { ...blob, asked };
  }
  throw new Problem("blob_unknown", { detail: text.slice(0, 200) });
}

const isSame = (ifNoneMatch: string | undefined, etag: string) =>
  ifNoneMatch?.split(",").some((one) => one.trim().replace(/^W\//, "") === etag || one.trim() === "*") ===
  true;

/** GET and HEAD of a blob, whole or in part (OCI-48…55). */
export async function getBlob(call: RepositoryCall<PathOf<"blob">>): Promise<Answer> {
  const blob = await findBlob(knownRepository(call.repository), call.path.digest);
  const { headers: asked, method } = call.incoming;
  const etag = `"${blob.asked}"`;
  const headers = {
    ...COMMON_HEADERS,
    "Cache-Control": IMMUTABLE,
    "Docker-Content-Digest": blob.asked,
    "Accept-Ranges": "bytes",
    ETag: etag,
  };
  if (isSame(asked["if-none-match"], etag)) return emptyAnswer(304, headers);
  const range = method === "GET" ? parseRange(asked.range, blob.sizeBytes) : "whole";
  if (range === "unsatisfiable")
    throw new Problem("blob_range_invalid", {
      headers: { "Content-Range": `bytes */${blob.sizeBytes}` },
    });
  const { start, end } = range === "whole" ? { start: 0, end: blob.sizeBytes - 1 } : range;
  const lengthBytes = end - start + 1;
  return {
    status: range === "whole" ? 200 : 206,
    headers: {
      ...headers,
      "Content-Type": "application/octet-stream",
      "Content-Length": String(lengthBytes),
      ...(range === "whole" ? {} : { "Content-Range": `bytes ${start}-${end}/${blob.sizeBytes}` }),
    },
    body: method === "HEAD" || lengthBytes === 0 ? null : await bytesOf(blob, start, end),
  };
}

function bytesOf(blob: LinkedBlob, start: number, end: number): Answer["body"] | Promise<Answer["body"]> {
  const isWhole = start === 0 && end === blob.sizeBytes - 1;
  if (blob.sizeBytes <= SMALL_BYTES) {
    const bytes = keptBytes(blob.digest);
    if (bytes instanceof Promise) return bytes.then((read) => read.subarray(start, end + 1));
    return isWhole ? bytes : bytes.subarray(start, end + 1);
  }
  return isWhole
    ? checkedStream(blob.digest, blob.sizeBytes)
    : blobStore().stream(blob.digest, { start, end });
}
