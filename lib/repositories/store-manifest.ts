import { createHash } from "node:crypto";
import { clock } from "#lib/clock/clock.ts";
import type { Tx } from "#lib/db/database.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { newId } from "#lib/ids/ids.ts";
import { type ParsedManifest, partsOf } from "./parse-manifest.ts";

/** Rows of one statement: PostgreSQL takes at most 65,535 parameters. */
const ROWS_AT_ONCE = 5000;

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

/** A manifest may name a part by its sha512; what is kept of it goes by its sha256. */
async function canonical(tx: Tx, parts: Digest[]): Promise<string[]> {
  const long = parts.filter((part) => part.startsWith("sha512:"));
  if (long.length === 0) return parts;
  const rows = await tx.blob.findMany({
    where: { sha512: { in: long } },
    select: { digest: true, sha512: true },
  });
  const short = new Map(rows.map((row) => [row.sha512, row.digest]));
  return parts.map((part) => short.get(part) ?? part);
}

async function storeParts(tx: Tx, repositoryId: string, manifestDigest: Digest, parts: Digest[]) {
  // In one order, so that two who store the same parts never wait for each other in a circle.
  const digests = [...new Set(await canonical(tx, parts))].sort();
  for (let at = 0; at < digests.length; at += ROWS_AT_ONCE)
    await tx.ociManifestPart.createMany({
      data: digests.slice(at, at + ROWS_AT_ONCE).map((digest) => ({ repositoryId, manifestDigest, digest })),
      skipDuplicates: true,
    });
}

/**
 * Keeps a manifest under its digest; the same one twice is one. The type is fixed with the first (S9).
 * @param manifest `parts`: canonical digests of what it names, where it names some by another algorithm
 * @returns whether it is new here
 */
export async function storeManifest(
  tx: Tx,
  repositoryId: string,
  manifest: { digest: Digest; body: Buffer; parsed: ParsedManifest; parts?: Digest[] },
): Promise<boolean> {
  const { digest, body, parsed, parts = partsOf(parsed).map((part) => part.digest) } = manifest;
  const { count } = await tx.ociManifest.createMany({
    data: [
      {
        repositoryId,
        digest,
        // Rows are frozen, so the other name is written with the first one, whether somebody asks by it or not.
        sha512: `sha512:${createHash("sha512").update(body).digest("hex")}`,
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
  if (count > 0) await storeParts(tx, repositoryId, digest, parts);
  return count > 0;
}

/**
 * Names a manifest for the first time.
 * @param sha512 the digest that the manifest was pushed under, where it was this one: then it is what the tag tells (OCI-13)
 * @throws a unique violation when the tag is there: the caller decides what that means
 */
export async function insertTag(
  tx: Tx,
  repositoryId: string,
  tag: string,
  digest: Digest,
  sha512: string | null = null,
): Promise<void> {
  await tx.ociTag.create({ data: { repositoryId, tag, digest, sha512 }, select: { tag: true } });
}

/** Points a tag of a plain repository (or an exempt tag, OCI-101) at a manifest, whether it was there or not. */
export async function moveTag(
  tx: Tx,
  repositoryId: string,
  tag: string,
  digest: Digest,
  sha512: string | null = null,
): Promise<void> {
  const now = clock.now();
  // One statement: two who set a new tag at once both succeed, the later one wins.
  await tx.$executeRaw`
    INSERT INTO "OciTag" ("repositoryId", "tag", "digest", "sha512", "updatedAt")
    VALUES (${repositoryId}, ${tag}, ${digest}, ${sha512}, ${now})
    ON CONFLICT ("repositoryId", "tag") DO UPDATE
    SET "digest" = EXCLUDED."digest", "sha512" = EXCLUDED."sha512", "updatedAt" = EXCLUDED."updatedAt"`;
}
