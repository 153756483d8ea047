import { createHash } from "node:crypto";
import { db } from "#lib/db/database.ts";
import { PAGE_ROWS, pagesOf, type Report } from "./fault.ts";

type Key = { repositoryId: string; digest: string };
type ManifestRow = Key & {
  sha512: string | null;
  body: Uint8Array;
  sizeBytes: number;
  repository: { name: string };
};

const hashed = (algorithm: string, body: Uint8Array) =>
  `${algorithm}:${createHash(algorithm).update(body).digest("hex")}`;

function manifestsAfter(after: Key | null): Promise<ManifestRow[]> {
  return db().ociManifest.findMany({
    where:
      after === null
        ? {}
        : {
            OR: [
              { repositoryId: { gt: after.repositoryId } },
              { repositoryId: after.repositoryId, digest: { gt: after.digest } },
            ],
          },
    orderBy: [{ repositoryId: "asc" }, { digest: "asc" }],
    take: PAGE_ROWS,
    select: {
      repositoryId: true,
      digest: true,
      sha512: true,
      body: true,
      sizeBytes: true,
      repository: { select: { name: true } },
    },
  });
}

function checkManifest(row: ManifestRow, report: Report): void {
  const name = `${row.repository.name}@${row.digest}`;
  if (hashed("sha256", row.body) !== row.digest) report("manifest", name, "has another digest");
  if (row.sha512 !== null && hashed("sha512", row.body) !== row.sha512)
    report("manifest", name, "has another sha512 digest");
  if (row.body.length !== row.sizeBytes)
    report("manifest", name, `has ${row.body.length} bytes, ${row.sizeBytes} are recorded`);
}

/** What a manifest names must be in its repository: as a blob that is held, or as another manifest. */
async function checkParts(report: Report): Promise<void> {
  const rows = await db().$queryRaw<{ name: string; manifest: string; digest: string }[]>`
    SELECT r."name", p."manifestDigest" AS manifest, p."digest" FROM "OciManifestPart" p
    JOIN "OciRepository" r ON r."id" = p."repositoryId"
    WHERE NOT EXISTS (SELECT 1 FROM "OciBlobLink" l WHERE l."repositoryId" = p."repositoryId" AND l."digest" = p."digest")
      AND NOT EXISTS (SELECT 1 FROM "OciManifest" m WHERE m."repositoryId" = p."repositoryId" AND m."digest" = p."digest")`;
  for (const { name, manifest, digest } of rows)
    report("manifest", `${name}@${manifest}`, `names ${digest}, which the repository does not hold`);
}

/** Every manifest has the digest it is kept under, and everything it names is there. */
export async function verifyManifests(report: Report): Promise<number> {
  let count = 0;
  for await (const row of pagesOf(manifestsAfter, ({ repositoryId, digest }) => ({ repositoryId, digest }))) {
    count += 1;
    checkManifest(row, report);
  }
  await checkParts(report);
  return count;
}
