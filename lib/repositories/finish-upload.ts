import type { SqlTx } from "#lib/db/database.ts";
import { inTransaction } from "#lib/db/direct.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { checkContent, isContent } from "./check-content.ts";
import { isUploadId, type UploadClaim, type UploadKey } from "./claim-upload.ts";
import { linkUntouched } from "./link-untouched.ts";
import { ensureRepository, linkBlobs } from "./store-manifest.ts";
import { underClaim } from "./write-upload.ts";

type Place = { orgId: string; repositoryName: string };
type Finished = { digest: Digest; sizeBytes: number; sha512: string | null };

async function noteSha512(tx: SqlTx, { digest, sha512 }: Finished): Promise<void> {
  if (sha512 === null) return;
  await tx.$executeRaw`UPDATE "Blob" SET "sha512" = ${sha512} WHERE "digest" = ${digest} AND "sha512" IS NULL`;
}

async function link(tx: SqlTx, place: Place, blob: Finished): Promise<void> {
  const repositoryId = await ensureRepository(tx, place.orgId, place.repositoryName);
  await linkBlobs(tx, repositoryId, [blob]);
  await noteSha512(tx, blob);
}

/** Stores bytes that have this digest; whoever calls has looked. */
async function put(bytes: Buffer, digest: Digest): Promise<Finished> {
  const stored = await blobStore().put(bytes);
  return { ...stored, sha512: digest.startsWith("sha512:") ? digest : null };
}

async function putChecked(bytes: Buffer, expected: Digest): Promise<Finished> {
  checkContent(bytes, expected);
  return put(bytes, expected);
}

/**
 * Stores a blob that came whole, in memory, and links it to the repository.
 * @throws Problem "digest_invalid"; then nothing is stored (OCI-68)
 */
export async function storeBlob(place: Place, bytes: Buffer, expected: Digest): Promise<void> {
  const blob = await putChecked(bytes, expected);
  await inTransaction((tx) => link(tx, place, blob));
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
 * Ends an upload to which nothing was written before, with bytes that came whole: its row goes with what it becomes, so
 * nobody has to be kept from writing meanwhile.
 * @returns false where it is not such a one, and nothing has changed: `finishUpload` finds out what it is instead
 */
export async function finishAtOnce(key: UploadKey, expected: Digest, bytes: Buffer): Promise<boolean> {
  if (!isUploadId(key.id) || !isContent(bytes, expected)) return false;
  const blob = await put(bytes, expected);
  return inTransaction(async (tx) => {
    const outcome = await linkUntouched(tx, key, blob);
    if (outcome === "untaken") return false;
    if (outcome === "taken") await link(tx, key, blob);
    else await noteSha512(tx, blob);
    return true;
  });
}

/**
 * Ends an upload: its bytes become a blob of the repository, and its location is gone in the same transaction.
 * @throws Problem "digest_invalid" when the content has another digest (nothing is stored, the upload is gone);
 * "range_invalid" when the last part does not follow what is there (the upload stays, OCI-67); "upload_unknown"; "too_large"
 */
export async function finishUpload(key: UploadKey, expected: Digest, part: LastPart): Promise<void> {
  await underClaim(key, part.atBytes, async (claim) => {
    const blob = await complete(key, expected, part, claim);
    await inTransaction(async (tx) => {
      await link(tx, key, blob);
      await claim.close(tx);
    });
  });
}
