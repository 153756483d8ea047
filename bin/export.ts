import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { openForCommand } from "#lib/db/open-database.ts";
import { env } from "#lib/env/env.ts";
import { operatorOf } from "#lib/organization/queries.ts";
import { exportOrganization } from "#lib/upkeep/export-organization.ts";

export const usage = `Usage: chartroom export FILE [--org S]

Writes everything of one organization into a tar: settings, members, projects, policies, tokens without their secrets, artifacts
with the files and the git history of their drafts, every version's package, plain repositories as OCI image layouts and the
audit log. May run while the server does. A file that is there is never replaced. It is for reading elsewhere: "chartroom backup"
is what can be put back.

  --org S  another organization than the default one`;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { org: { type: "string" } },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    console.error(usage);
    return 2;
  }
  const database = await openForCommand();
  try {
    const operator = await operatorOf(values.org ?? env().CHARTROOM_ORG);
    const target = createWriteStream(file, { flags: "wx", mode: 0o600 });
    const opened = new Promise<void>((resolve, reject) =>
      target.once("open", () => resolve()).once("error", reject),
    );
    try {
      await opened;
    } catch (error) {
      console.error(`${file} cannot be written: ${error instanceof Error ? error.message : error}`);
      return 1;
    }
    try {
      await pipeline(Readable.from(await exportOrganization(operator)), target);
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
    console.log(`Wrote ${file}.`);
    return 0;
  } finally {
    await database.close();
  }
}
