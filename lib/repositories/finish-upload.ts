import { db, type Tx } from "#lib/db/database.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { checkContent } from "./check-content.ts";
import type { UploadClaim, UploadKey } from "./claim-upload.ts";
import { ensureRepository, linkBlobs } from "./store-manifest.ts";
import { underClaim } from "./write-upload.ts";

type Place = { orgId: string; repositoryName: string };
type Finished = { digest: Digest; sizeBytes: number; sha512: string | null };

async function link(tx: Tx, place: Place, blob: Finished): Promise<void> {
  const repositoryId = await ensureRepository(tx, place.orgId, place.repositoryName);
  await linkBlobs(tx, repositoryId, [blob]);
  if (blob.sha512)
    await tx.blob.updateMany({
      where: { digest: blob.digest, sha512: null },
      data: { sha512: blob.sha512 },
    });
}

async function putChecked(bytes: Buffer, expected: Digest): Promise<Finished> {
  checkContent(bytes, expected);
  const stored = await blobStore().put(bytes);
  return { ...stored, sha512: expected.startsWith("sha512:") ? expected : null };
}

/**
 * Stores a blob that came whole, in memory, and links it to the repository.
 * @throws Problem "digest_invalid"; then nothing is stored (OCI-68)
 */
export async function storeBlob(place: Place, bytes: Buffer, expected: Digest): Promise<void> {
  const blob = await putChecked(bytes, expected);
  await db().$transaction((tx) => link(tx, place, blob));
}

type LastPart = {
  atBytes: number | null;
  /** The last part: in memory where it is small and has come whole, else as it arrives; null where nothing more comes. */
  body: Buffer | AsyncIterable<Uint8Array> | null;
  maxBytes: number;
};

async function* once(bytes: Buffer) {
  yield bytes;
}

async function complete(
  key: UploadKey,
  expected: Digest,
  part: LastPart,
  claim: UploadClaim,
): Promise<Finished> {
  const { body, maxBytes } = part;
  // Nothing was written before: what is in memory goes straight into the store, as does the empty blob.
  if (claim.offsetBytes === 0 && (body === null || Buffer.isBuffer(body)))
    return putChecked(body ?? Buffer.alloc(0), expected);
  const store = blobStore();
  const bytes = Buffer.isBuffer(body) ? once(body) : body;
  if (bytes === null) return store.finishUpload(key.id, claim.offsetBytes, expected);
  if (claim.offsetBytes === 0) return store.storeUpload(key.id, bytes, maxBytes, expected);
  const sizeBytes = await store.appendUpload(key.id, claim.offsetBytes, bytes, maxBytes);
  return store.finishUpload(key.id, sizeBytes, expected);
}

/**
 * Ends an upload: its bytes become a blob of the repository, and its location is gone in the same transaction.
 * @throws Problem "digest_invalid" when the content has another digest (nothing is stored, the upload is gone);
 * "range_invalid" when the last part does not follow what is there (the upload stays, OCI-67); "upload_unknown"; "too_large"
 */
export async function finishUpload(key: UploadKey, expected: Digest, part: LastPart): Promise<void> {
  await underClaim(key, part.atBytes, async (claim) => {
    const blob = await complete(key, expected, part, claim);
    await db().$transaction(async (tx) => {
      await link(tx, key, blob);
      await claim.close(tx);
    });
  });
}
