import { addMs, clock } from "#lib/clock/clock.ts";
import { db, type Tx } from "#lib/db/database.ts";
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
  close: (tx: Tx) => Promise<void>;
};

// A process that is killed takes its claims with it; others wait this long before they write.
const CLAIM_MS = 20_000;
const RENEW_MS = 5_000;
const ID = /^upl_[0-9a-f]{32}$/;

const where = (key: UploadKey) => ({
  id: key.id,
  orgId: key.orgId,
  repositoryName: key.repositoryName,
});

/** @returns bytes accepted so far; null when there is no such upload here */
export async function findUpload(key: UploadKey): Promise<number | null> {
  if (!ID.test(key.id)) return null;
  const [row] = await db().$queryRaw<{ offsetBytes: bigint }[]>`
    SELECT "offsetBytes" FROM "OciUpload"
    WHERE "id" = ${key.id} AND "orgId" = ${key.orgId} AND "repositoryName" = ${key.repositoryName}`;
  return row ? Number(row.offsetBytes) : null;
}

/** Removes an upload to which nothing was written and nobody writes. @returns whether there was one */
export async function takeUntouched(tx: Tx, key: UploadKey): Promise<boolean> {
  if (!ID.test(key.id)) return false;
  const count = await tx.$executeRaw`
    DELETE FROM "OciUpload"
    WHERE "id" = ${key.id} AND "orgId" = ${key.orgId} AND "repositoryName" = ${key.repositoryName}
      AND "offsetBytes" = 0 AND ("writer" IS NULL OR "writerUntil" < ${clock.now()})`;
  return count > 0;
}

/**
 * Claims an upload for writing at this offset; with null, wherever it stands.
 * @throws Problem "upload_unknown"; "range_invalid" with facts `{offsetBytes}` when it stands elsewhere or somebody else writes (OCI-61, OCI-76)
 */
export async function claimUpload(key: UploadKey, atBytes: number | null): Promise<UploadClaim> {
  const unknown = new Problem("upload_unknown");
  if (!ID.test(key.id)) throw unknown;
  const writer = crypto.randomUUID();
  const now = clock.now();
  const { count } = await db().ociUpload.updateMany({
    where: {
      ...where(key),
      ...(atBytes === null ? {} : { offsetBytes: BigInt(atBytes) }),
      OR: [{ writer: null }, { writerUntil: { lt: now } }],
    },
    data: { writer, writerUntil: addMs(now, CLAIM_MS) },
  });
  const offsetBytes = await findUpload(key);
  if (offsetBytes === null) throw unknown;
  if (count === 0) throw new Problem("range_invalid", { facts: { offsetBytes } });
  return heldClaim(key, writer, offsetBytes);
}

function heldClaim(key: UploadKey, writer: string, offsetBytes: number): UploadClaim {
  const mine = { ...where(key), writer };
  const renew = async () => {
    const writerUntil = addMs(clock.now(), CLAIM_MS);
    await db().ociUpload.updateMany({ where: mine, data: { writerUntil, updatedAt: clock.now() } });
  };
  // A renewal that fails costs nothing: the next one, or accept, finds out whether the claim still holds.
  const timer = setInterval(() => void renew().catch(() => {}), RENEW_MS).unref();
  const settle = async (data: { offsetBytes?: bigint }) => {
    clearInterval(timer);
    const { count } = await db().ociUpload.updateMany({
      where: mine,
      data: { ...data, writer: null, writerUntil: null, updatedAt: clock.now() },
    });
    return count > 0;
  };
  return {
    offsetBytes,
    accept: async (end) => {
      if (!(await settle({ offsetBytes: BigInt(end) }))) throw new Problem("upload_unknown");
    },
    release: async () => {
      await settle({});
    },
    close: async (tx) => {
      clearInterval(timer);
      const { count } = await tx.ociUpload.deleteMany({ where: mine });
      if (count === 0) throw new Problem("upload_unknown");
    },
  };
}
