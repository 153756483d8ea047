import { openForCommand } from "#lib/db/open-database.ts";
import { makeBackup } from "#lib/upkeep/backup.ts";
import { inBytes } from "./in-bytes.ts";
import { readFileArgument } from "./read-file-argument.ts";

export const usage = `Usage: chartroom backup FILE [--json]

Writes everything that is kept into one file: the database as it stands at one moment, then the blobs that it names. May run
while the server does. FILE appears when it is complete, readable by its owner only; a file that is there is never replaced.

It holds password hashes, and hashes of tokens. It does not hold settings and key files (*.key in the data folder): keep
those beside it. Uploads in progress are not in it.

  --json   prints one object: file, rows, versions, blobs, blobBytes`;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const asked = readFileArgument(args, usage);
  if (!asked) return 2;
  const { file, json } = asked;
  const database = await openForCommand();
  try {
    const report = await makeBackup(file);
    const { versions, blobs, blobBytes } = report;
    if (json) console.log(JSON.stringify(report));
    else console.log(`Wrote ${file}: ${versions} versions, ${blobs} blobs of ${inBytes(blobBytes)}.`);
    return 0;
  } finally {
    await database.close();
  }
}
