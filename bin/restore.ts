import { openForCommand } from "#lib/db/open-database.ts";
import { closeSender } from "#lib/jobs/queue.ts";
import { restoreBackup } from "#lib/upkeep/restore.ts";
import { readFileArgument } from "./read-file-argument.ts";

export const usage = `Usage: chartroom restore FILE [--json]

Puts a backup back: into an empty DATA_DIR (or an empty database and blob store), before their server's first start. All of
it or nothing; every blob is hashed as it is read. Then start the server.

  --json   prints one object: madeAt, rows, versions, blobs`;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const asked = readFileArgument(args, usage);
  if (!asked) return 2;
  const { file, json } = asked;
  const database = await openForCommand();
  try {
    const report = await restoreBackup(file);
    const { madeAt, versions, blobs } = report;
    if (json) console.log(JSON.stringify(report));
    else console.log(`Restored ${versions} versions and ${blobs} blobs, as they were at ${madeAt}.`);
    return 0;
  } finally {
    await closeSender();
    await database.close();
  }
}
