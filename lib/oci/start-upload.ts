import { finishUpload, storeBlob } from "#lib/repositories/finish-upload.ts";
import { discardUpload, startUpload } from "#lib/repositories/write-upload.ts";
import { mountFor } from "./mount-blob.ts";
import { bodyLength, lentBodyOf, readBody, refuseLongBody } from "./read-body.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";
import { blobAnswer, uploadAnswer } from "./upload-answer.ts";
import { maxBlobBytes, requireDigest } from "./upload-chunk.ts";

/** Up to this size a body that comes whole is checked in memory and written once. */
export const IN_MEMORY_BYTES = 1024 * 1024;

/** POST with a digest: the whole blob in one request (OCI-57). */
async function storeWhole(call: RepositoryCall<PathOf<"uploads">>): Promise<Answer> {
  const { repository, incoming } = call;
  const digest = requireDigest(call.query);
  const maxBytes = maxBlobBytes(repository);
  const lengthBytes = bodyLength(incoming);
  refuseLongBody(incoming, maxBytes);
  const place = { orgId: repository.orgId, repositoryName: repository.local };
  if (lengthBytes !== null && lengthBytes <= IN_MEMORY_BYTES)
    await storeBlob(place, await readBody(call, IN_MEMORY_BYTES), digest);
  else {
    const upload = await startUpload(repository.orgId, repository.local);
    try {
      await finishUpload(upload, digest, { atBytes: 0, body: lentBodyOf(call, lengthBytes), maxBytes });
    } catch (error) {
      // Nobody was told where it is: it cannot be continued.
      await discardUpload(upload);
      throw error;
    }
  }
  return blobAnswer(repository, digest);
}

/** POST …/blobs/uploads/: mounts, stores a whole blob, or opens an upload (OCI-56, OCI-57, OCI-72…74). */
export async function beginUpload(call: RepositoryCall<PathOf<"uploads">>): Promise<Answer> {
  const { repository, query } = call;
  const mount = query.get("mount");
  if (mount !== null) {
    const mounted = await mountFor(call, mount);
    if (mounted) return blobAnswer(repository, mounted);
  } else if (query.has("digest")) return storeWhole(call);
  const upload = await startUpload(repository.orgId, repository.local);
  return uploadAnswer(202, repository, upload.id, 0);
}
