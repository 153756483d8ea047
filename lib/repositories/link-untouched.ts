import { holdingBytes } from "#lib/blobs/blob-locks.ts";
import { requireBytes } from "#lib/blobs/record-blobs.ts";
import { clock } from "#lib/clock/clock.ts";
import type { SqlTx } from "#lib/db/database.ts";
import type { Digest } from "#lib/ids/digest.ts";
import type { UploadKey } from "./claim-upload.ts";
import { holdingRepository } from "./hold-repository.ts";

type Counts = { taken: number; fresh: number; linked: number };

/**
 * What an upload in one piece ends with, in one statement for what mostly is so: nothing was written to the upload, its
 * repository is there, and its bytes are new. Every push does this once a blob.
 * @returns "untaken" where there is no such upload, or somebody has written or writes to it: nothing has changed then;
 * "taken": the upload is gone, and its blob still has to be linked, by the steps that know all other cases; "linked"
 * @throws Problem "content_collected"
 */
export async function linkUntouched(
  tx: SqlTx,
  { id, orgId, repositoryName }: UploadKey,
  { digest, sizeBytes }: { digest: Digest; sizeBytes: number },
): Promise<"untaken" | "taken" | "linked"> {
  const [counts] = await tx.$queryRaw<Counts[]>`
    WITH upload AS (
      DELETE FROM "OciUpload"
      WHERE "id" = ${id} AND "orgId" = ${orgId} AND "repositoryName" = ${repositoryName}
        AND "offsetBytes" = 0 AND ("writer" IS NULL OR "writerUntil" < ${clock.now()})
      RETURNING "id"
    ), repository AS MATERIALIZED (
      SELECT "id", ${holdingRepository(orgId, repositoryName)} AS held FROM "OciRepository"
      WHERE "orgId" = ${orgId} AND "name" = ${repositoryName}
    ), blob AS (
      INSERT INTO "Blob" ("digest", "sizeBytes") SELECT ${digest}, ${sizeBytes}::bigint FROM upload, repository
      ON CONFLICT ("digest") DO NOTHING RETURNING ${holdingBytes(digest)} AS held
    ), link AS (
      INSERT INTO "OciBlobLink" ("repositoryId", "digest") SELECT repository."id", ${digest} FROM upload, repository
      ON CONFLICT ("repositoryId", "digest") DO NOTHING RETURNING "digest"
    )
    SELECT (SELECT count(*) FROM upload)::int AS "taken", (SELECT count("held") FROM blob)::int AS "fresh",
      (SELECT count(*) FROM link)::int AS "linked"`;
  if (!counts?.taken) return "untaken";
  if (counts.fresh > 0) await requireBytes([digest]);
  return counts.fresh > 0 && counts.linked > 0 ? "linked" : "taken";
}
