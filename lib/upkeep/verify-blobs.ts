import { createHash } from "node:crypto";
import { db } from "#lib/db/database.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { PAGE_ROWS, pagesOf, type Report } from "./fault.ts";
import { findNeedingVersions } from "./find-needing.ts";
import { readWhatIsThere } from "./read-what-is-there.ts";

type BlobRow = { digest: string; sizeBytes: bigint; sha512: string | null };
type Hashed = { sha256: string; sha512: string | null; sizeBytes: number };

/** Streams the blob through the hashes: its size does not matter to memory. @returns null when it is not there */
async function hashBlob(digest: Digest, withSha512: boolean): Promise<Hashed | null> {
  const sha256 = createHash("sha256");
  const sha512 = withSha512 ? createHash("sha512") : null;
  let sizeBytes = 0;
  const isThere = await readWhatIsThere(digest, (chunk) => {
    sha256.update(chunk);
    sha512?.update(chunk);
    sizeBytes += chunk.length;
  });
  if (!isThere) return null;
  return {
    sha256: `sha256:${sha256.digest("hex")}`,
    sha512: sha512 && `sha512:${sha512.digest("hex")}`,
    sizeBytes,
  };
}

async function faultsOf(row: BlobRow, digest: Digest): Promise<string[]> {
  const found = await hashBlob(digest, row.sha512 !== null);
  if (!found) return ["is missing"];
  const faults: string[] = [];
  if (found.sha256 !== digest) faults.push(`has other bytes: ${found.sha256}`);
  if (found.sizeBytes !== Number(row.sizeBytes))
    faults.push(`has ${found.sizeBytes} bytes, ${row.sizeBytes} are recorded`);
  if (found.sha512 !== row.sha512) faults.push(`is recorded as ${row.sha512}, which it is not`);
  return faults;
}

/** A suspect is looked at once more before it is named: it may have been collected, or pushed again, since its row was read. */
async function checkRow(row: BlobRow, report: Report): Promise<void> {
  const digest = digestSchema.parse(row.digest);
  if ((await faultsOf(row, digest)).length === 0) return;
  const again = await db().blob.findUnique({
    where: { digest },
    select: { digest: true, sizeBytes: true, sha512: true },
  });
  if (!again) return;
  const faults = await faultsOf(again, digest);
  if (faults.length === 0) return;
  const versions = await findNeedingVersions(digest);
  for (const fault of faults) report("blob", digest, fault, versions);
}

function blobsAfter(after: string | null): Promise<BlobRow[]> {
  return db().blob.findMany({
    where: after === null ? {} : { digest: { gt: after } },
    orderBy: { digest: "asc" },
    take: PAGE_ROWS,
    select: { digest: true, sizeBytes: true, sha512: true },
  });
}

/** What lies in the store and is recorded nowhere is a leftover of a crash, and harmless only as long as it is what its name says. */
async function checkLeftovers(recorded: Set<string>, report: Report): Promise<number> {
  let count = 0;
  for await (const digest of blobStore().digests()) {
    if (recorded.has(digest)) continue;
    count += 1;
    const found = await hashBlob(digest, false);
    if (found && found.sha256 !== digest) report("blob", digest, `has other bytes: ${found.sha256}`);
  }
  return count;
}

async function checkLinks(report: Report): Promise<void> {
  const rows = await db().$queryRaw<{ digest: string; name: string }[]>`
    SELECT l."digest", r."name" FROM "OciBlobLink" l JOIN "OciRepository" r ON r."id" = l."repositoryId"
    WHERE NOT EXISTS (SELECT 1 FROM "Blob" b WHERE b."digest" = l."digest")`;
  for (const { digest, name } of rows) report("blob", digest, `is held by ${name}, but is recorded nowhere`);
}

/** Every blob that is recorded is there, complete, and has the digest it is named by; and so has every other in the store. */
export async function verifyBlobs(report: Report): Promise<number> {
  const recorded = new Set<string>();
  for await (const row of pagesOf(blobsAfter, ({ digest }) => digest)) {
    recorded.add(row.digest);
    await checkRow(row, report);
  }
  await checkLinks(report);
  return recorded.size + (await checkLeftovers(recorded, report));
}
