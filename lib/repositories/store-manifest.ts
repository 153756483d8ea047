import { createHash } from "node:crypto";
import { recordBlobs } from "#lib/blobs/record-blobs.ts";
import { clock } from "#lib/clock/clock.ts";
import type { SqlTx } from "#lib/db/database.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { newId } from "#lib/ids/ids.ts";
import { findParts, type PartList } from "./find-parts.ts";
import { holdRepository } from "./hold-repository.ts";
import type { ParsedManifest } from "./parse-manifest.ts";

/**
 * Finds or makes the repository; two who make it at once get the same one. Whoever writes into it begins with this: until
 * the transaction ends, nothing of the repository is collected (X6, X7).
 * @returns its id
 */
export async function ensureRepository(tx: SqlTx, orgId: string, name: string): Promise<string> {
  return (await holdRepository(tx, orgId, name)) ?? makeRepository(tx, orgId, name);
}

/** For who holds the name already (holdRepository). @returns its id */
export async function makeRepository(tx: SqlTx, orgId: string, name: string): Promise<string> {
  await tx.$executeRaw`
    INSERT INTO "OciRepository" ("id", "orgId", "name") VALUES (${newId("rep")}, ${orgId}, ${name})
    ON CONFLICT ("orgId", "name") DO NOTHING`;
  // A statement of its own: where somebody else was faster, only a later one sees it.
  const [made] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "OciRepository" WHERE "orgId" = ${orgId} AND "name" = ${name}`;
  if (!made) throw new Error(`The repository ${name} could not be made.`);
  return made.id;
}

/**
 * Records that these blobs are in the store, and that this repository holds them. Their bytes are fsynced before (X1).
 * @throws Problem "content_collected" when they have gone since
 */
export async function linkBlobs(
  tx: SqlTx,
  repositoryId: string,
  blobs: { digest: Digest; sizeBytes: number }[],
): Promise<void> {
  await recordBlobs(tx, blobs);
  const digests = [...new Set(blobs.map((blob) => blob.digest))].sort();
  // A link that is there is as fresh as a new one: a manifest that needs it is about to come.
  const made = await tx.$executeRaw`
    INSERT INTO "OciBlobLink" ("repositoryId", "digest") SELECT ${repositoryId}, unnest(${digests}::text[])
    ON CONFLICT ("repositoryId", "digest") DO NOTHING`;
  if (made === digests.length) return;
  await tx.$executeRaw`
    UPDATE "OciBlobLink" SET "createdAt" = now()
    WHERE "repositoryId" = ${repositoryId} AND "digest" = ANY(${digests}::text[]) AND "createdAt" < now() - interval '1 second'`;
}

/**
 * Keeps a manifest under its digest; the same one twice is one, whose grace begins anew: somebody has sent it again, and
 * perhaps goes on to name it. The type is fixed with the first (S9). One statement, where the parts are known.
 * @param manifest `bodySha512`: where the caller has hashed it; `parts`: what it names, where the caller has found and holds them (findParts)
 * @returns whether it is new here
 * @throws Problem "manifest_part_unknown"
 */
export async function storeManifest(
  tx: SqlTx,
  repositoryId: string,
  manifest: {
    digest: Digest;
    body: Buffer;
    bodySha512?: string;
    parsed: ParsedManifest;
    parts?: PartList;
  },
): Promise<boolean> {
  const { digest, body, parsed } = manifest;
  const parts = manifest.parts ?? (await findParts(tx, repositoryId, parsed));
  // Rows are frozen, so the other name is written with the first one, whether somebody asks by it or not.
  const sha512 = manifest.bodySha512 ?? `sha512:${createHash("sha512").update(body).digest("hex")}`;
  const [made] = await tx.$queryRaw<{ isNew: boolean }[]>`
    WITH made AS (
      INSERT INTO "OciManifest" ("repositoryId", "digest", "sha512", "mediaType", "artifactType", "configType",
        "subjectDigest", "annotations", "body", "sizeBytes")
      VALUES (${repositoryId}, ${digest}, ${sha512}, ${parsed.mediaType}, ${parsed.artifactType},
        ${parsed.config?.mediaType ?? null}, ${parsed.subject?.digest ?? null},
        ${JSON.stringify(parsed.annotations)}::jsonb, ${body}, ${body.length})
      ON CONFLICT ("repositoryId", "digest") DO NOTHING RETURNING "repositoryId", "digest"
    ), parts AS (
      INSERT INTO "OciManifestPart" ("repositoryId", "manifestDigest", "digest")
      SELECT made."repositoryId", made."digest", part FROM made, unnest(string_to_array(${parts}, ',')) AS part
    ), used AS (
      INSERT INTO "OciManifestUse" ("repositoryId", "digest")
      SELECT "repositoryId", "digest" FROM "OciManifest"
      WHERE "repositoryId" = ${repositoryId} AND "digest" = ${digest} AND NOT EXISTS (SELECT 1 FROM made)
      ON CONFLICT ("repositoryId", "digest") DO UPDATE SET "at" = now()
    )
    SELECT EXISTS (SELECT 1 FROM made) AS "isNew"`;
  return made?.isNew === true;
}

/**
 * Names a manifest for the first time.
 * @param sha512 the digest that the manifest was pushed under, where it was this one: then it is what the tag tells (OCI-13)
 * @throws a unique violation when the tag is there: the caller decides what that means
 */
export async function insertTag(
  tx: SqlTx,
  repositoryId: string,
  tag: string,
  digest: Digest,
  sha512: string | null = null,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "OciTag" ("repositoryId", "tag", "digest", "sha512") VALUES (${repositoryId}, ${tag}, ${digest}, ${sha512})`;
}

/** Points a tag of a plain repository (or an exempt tag, OCI-101) at a manifest, whether it was there or not. */
export async function moveTag(
  tx: SqlTx,
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
