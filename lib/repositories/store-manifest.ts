import { clock } from "#lib/clock/clock.ts";
import type { Tx } from "#lib/db/database.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { newId } from "#lib/ids/ids.ts";
import type { ParsedManifest } from "./parse-manifest.ts";

/** Finds or makes the repository; two who make it at once get the same one. @returns its id */
export async function ensureRepository(tx: Tx, orgId: string, name: string): Promise<string> {
  const found = await tx.ociRepository.findUnique({
    where: { orgId_name: { orgId, name } },
    select: { id: true },
  });
  if (found) return found.id;
  await tx.ociRepository.createMany({ data: [{ id: newId("rep"), orgId, name }], skipDuplicates: true });
  const made = await tx.ociRepository.findUniqueOrThrow({
    where: { orgId_name: { orgId, name } },
    select: { id: true },
  });
  return made.id;
}

/** Records that these blobs are in the store, and that this repository holds them. Their bytes are fsynced before (X1). */
export async function linkBlobs(
  tx: Tx,
  repositoryId: string,
  blobs: { digest: Digest; sizeBytes: number }[],
): Promise<void> {
  await tx.blob.createMany({
    data: blobs.map((blob) => ({ digest: blob.digest, sizeBytes: BigInt(blob.sizeBytes) })),
    skipDuplicates: true,
  });
  await tx.ociBlobLink.createMany({
    data: blobs.map((blob) => ({ repositoryId, digest: blob.digest })),
    skipDuplicates: true,
  });
}

/** Keeps a manifest under its digest; the same one twice is one. The type is fixed with the first (S9). */
export async function storeManifest(
  tx: Tx,
  repositoryId: string,
  manifest: { digest: Digest; body: Buffer; parsed: ParsedManifest },
): Promise<void> {
  const { digest, body, parsed } = manifest;
  await tx.ociManifest.createMany({
    data: [
      {
        repositoryId,
        digest,
        mediaType: parsed.mediaType,
        artifactType: parsed.artifactType,
        configType: parsed.config?.mediaType ?? null,
        subjectDigest: parsed.subject?.digest ?? null,
        annotations: parsed.annotations,
        body: new Uint8Array(body),
        sizeBytes: body.length,
      },
    ],
    skipDuplicates: true,
  });
}

/** Names a manifest for the first time. @throws a unique violation when the tag is there: the caller decides what that means */
export async function insertTag(tx: Tx, repositoryId: string, tag: string, digest: Digest): Promise<void> {
  await tx.ociTag.create({ data: { repositoryId, tag, digest }, select: { tag: true } });
}

/** Points a tag of a plain repository (or an exempt tag, OCI-101) at a manifest, whether it was there or not. */
export async function moveTag(tx: Tx, repositoryId: string, tag: string, digest: Digest): Promise<void> {
  await tx.ociTag.upsert({
    where: { repositoryId_tag: { repositoryId, tag } },
    create: { repositoryId, tag, digest },
    update: { digest, updatedAt: clock.now() },
    select: { tag: true },
  });
}
