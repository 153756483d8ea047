import { clock } from "#lib/clock/clock.ts";
import { direct } from "#lib/db/direct.ts";
import { newId } from "#lib/ids/ids.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { claimUpload, type UploadClaim, type UploadKey } from "./claim-upload.ts";

/**
 * Opens an upload. Its repository comes to be when something is finished in it. Nothing was sent yet, so the commit is not
 * waited for: a power cut right after the answer may take the upload with it, and the client opens another (X1).
 */
export async function startUpload(orgId: string, repositoryName: string): Promise<UploadKey> {
  const key = { id: newId("upl"), orgId, repositoryName };
  const now = clock.now();
  await direct().$executeRaw`
    INSERT INTO "OciUpload" ("id", "orgId", "repositoryName", "createdAt", "updatedAt")
    SELECT ${key.id}, ${orgId}, ${repositoryName}, ${now}::timestamptz, ${now}::timestamptz
    FROM set_config('synchronous_commit', 'off', true)`;
  return key;
}

/** Forgets an upload and its bytes. @returns false when there is none here */
export async function discardUpload(key: UploadKey): Promise<boolean> {
  const count = await direct().$executeRaw`
    DELETE FROM "OciUpload"
    WHERE "id" = ${key.id} AND "orgId" = ${key.orgId} AND "repositoryName" = ${key.repositoryName}`;
  // Bytes without a row are garbage; a row without bytes would be an upload that nobody can finish.
  if (count > 0) await blobStore().discardUpload(key.id);
  return count > 0;
}

/** What cannot be mended by sending it again: the upload would only wait for its sweep. */
const endsUpload = (error: unknown) =>
  isProblem(error) && ["too_large", "digest_invalid", "upload_unknown"].includes(error.code);

/** Runs work under the claim; whatever fails leaves the offset as it was, or ends the upload where it is past mending. */
export async function underClaim<T>(
  key: UploadKey,
  atBytes: number | null,
  work: (claim: UploadClaim) => Promise<T>,
): Promise<T> {
  const claim = await claimUpload(key, atBytes);
  try {
    return await work(claim);
  } catch (error) {
    if (endsUpload(error)) {
      await discardUpload(key);
      // Also where another request discarded it meanwhile, and this one wrote on.
      await blobStore().discardUpload(key.id);
    } else await claim.release();
    throw error;
  }
}

/**
 * Appends to an upload; when this returns, the bytes are fsynced and the offset is durable.
 * @param atBytes where the client believes the upload stands; null when it did not say
 * @returns the new offset
 * @throws Problem "range_invalid", "upload_unknown"; "too_large" past `maxBytes`, and then the upload is gone (OCI-75)
 */
export async function appendUpload(
  key: UploadKey,
  atBytes: number | null,
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<number> {
  return underClaim(key, atBytes, async (claim) => {
    const end = await blobStore().appendUpload(key.id, claim.offsetBytes, source, maxBytes);
    await claim.accept(end);
    return end;
  });
}
