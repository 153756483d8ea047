import { addMs, clock } from "#lib/clock/clock.ts";
import type { SqlTx } from "#lib/db/database.ts";
import { direct } from "#lib/db/direct.ts";
import { Problem } from "#lib/problems/problem.ts";

/** An upload belongs to one organization and one repository name; under another it does not exist (OCI-71). */
export type UploadKey = { id: string; orgId: string; repositoryName: string };

/** The right to write to an upload, which one request at a time has. */
export type UploadClaim = {
  offsetBytes: number;
  /** What was accepted is on the disk: the offset moves on, and the next one may write. */
  accept: (offsetBytes: number) => Promise<void>;
  /** The offset stays where it was. */
  release: () => Promise<void>;
  /** The upload is done: its row goes in the same transaction in which its result appears. @throws Problem "upload_unknown" */
  close: (tx: SqlTx) => Promise<void>;
};

// A process that is killed takes its claims with it; others wait this long before they write.
const CLAIM_MS = 20_000;
const RENEW_MS = 5_000;
const ID = /^upl_[0-9a-f]{32}$/;

/** Whether an upload can be called so: what a client made up never reaches the database. */
export const isUploadId = (id: string) => ID.test(id);

/** @returns bytes accepted so far; null when there is no such upload here */
export async function findUpload(key: UploadKey): Promise<number | null> {
  if (!isUploadId(key.id)) return null;
  const [row] = await direct().$queryRaw<{ offsetBytes: bigint }[]>`
    SELECT "offsetBytes" FROM "OciUpload"
    WHERE "id" = ${key.id} AND "orgId" = ${key.orgId} AND "repositoryName" = ${key.repositoryName}`;
  return row ? Number(row.offsetBytes) : null;
}

/**
 * Claims an upload for writing at this offset; with null, wherever it stands.
 * @throws Problem "upload_unknown"; "range_invalid" with facts `{offsetBytes}` when it stands elsewhere or somebody else writes (OCI-61, OCI-76)
 */
export async function claimUpload(key: UploadKey, atBytes: number | null): Promise<UploadClaim> {
  const unknown = new Problem("upload_unknown");
  if (!isUploadId(key.id)) throw unknown;
  const writer = crypto.randomUUID();
  const now = clock.now();
  const [claimed] = await direct().$queryRaw<{ offsetBytes: bigint }[]>`
    UPDATE "OciUpload" SET "writer" = ${writer}, "writerUntil" = ${addMs(now, CLAIM_MS)}
    WHERE "id" = ${key.id} AND "orgId" = ${key.orgId} AND "repositoryName" = ${key.repositoryName}
      AND (${atBytes}::bigint IS NULL OR "offsetBytes" = ${atBytes}::bigint)
      AND ("writer" IS NULL OR "writerUntil" < ${now})
    RETURNING "offsetBytes"`;
  if (claimed) return heldClaim(key, writer, Number(claimed.offsetBytes));
  const offsetBytes = await findUpload(key);
  if (offsetBytes === null) throw unknown;
  throw new Problem("range_invalid", { facts: { offsetBytes } });
}

function heldClaim(key: UploadKey, writer: string, offsetBytes: number): UploadClaim {
  const renew = async () => {
    const now = clock.now();
    await direct().$executeRaw`
      UPDATE "OciUpload" SET "writerUntil" = ${addMs(now, CLAIM_MS)}, "updatedAt" = ${now}
      WHERE "id" = ${key.id} AND "writer" = ${writer}`;
  };
  // A renewal that fails costs nothing: the next one, or accept, finds out whether the claim still holds.
  const timer = setInterval(() => void renew().catch(() => {}), RENEW_MS).unref();
  /** @param end null: the offset stays */
  const settle = async (end: number | null) => {
    clearInterval(timer);
    const count = await direct().$executeRaw`
      UPDATE "OciUpload" SET "offsetBytes" = coalesce(${end}::bigint, "offsetBytes"), "writer" = NULL, "writerUntil" = NULL,
        "updatedAt" = ${clock.now()}
      WHERE "id" = ${key.id} AND "writer" = ${writer}`;
    return count > 0;
  };
  return {
    offsetBytes,
    accept: async (end) => {
      if (!(await settle(end))) throw new Problem("upload_unknown");
    },
    release: async () => {
      await settle(null);
    },
    close: async (tx) => {
      clearInterval(timer);
      const count = await tx.$executeRaw`
        DELETE FROM "OciUpload" WHERE "id" = ${key.id} AND "writer" = ${writer}`;
      if (count === 0) throw new Problem("upload_unknown");
    },
  };
}
