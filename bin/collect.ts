import { parseArgs } from "node:util";
import { z } from "zod";
import { openForCommand } from "#lib/db/open-database.ts";
import { durationSchema } from "#lib/env/duration.ts";
import { env } from "#lib/env/env.ts";
import { runCollection } from "#lib/upkeep/run-collection.ts";
import { inBytes } from "./in-bytes.ts";
import { parseFlags } from "./parse-flags.ts";

export const usage = `Usage: chartroom collect [--dry-run] [--grace 24h] [--json]

Takes away what nothing uses any more: untagged manifests that belong to nothing, blobs that no manifest, draft or version
names, uploads that were given up, short-lived registry tokens that ended over 30 days ago, what a crash has left. May run while the server does; the server itself does it once a
day. What is tagged or belongs to a version is never touched.

  --dry-run   only says what would go
  --grace     what was used within this time stays: 90s, 30m, 24h, 7d (CHARTROOM_COLLECTION_GRACE, else 24h)
  --json      prints one object: dryRun, freedBytes, counts, repositories`;

const flagsSchema = z.object({ grace: durationSchema.optional() });
const DEFAULT_GRACE_MS = 24 * 3600 * 1000;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      "dry-run": { type: "boolean", default: false },
      grace: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { grace } = parseFlags(flagsSchema, values.grace === undefined ? {} : { grace: values.grace });
  const isDryRun = values["dry-run"];
  const database = await openForCommand();
  try {
    const report = await runCollection({
      graceMs: grace ?? env().CHARTROOM_COLLECTION_GRACE ?? DEFAULT_GRACE_MS,
      isDryRun,
    });
    const { counts, freedBytes, repositories } = report;
    if (values.json) {
      console.log(JSON.stringify({ dryRun: isDryRun, freedBytes, counts, repositories }));
      return 0;
    }
    for (const { name, manifests, links } of repositories)
      console.log(`${name}: ${manifests} manifests, ${links} blobs no longer held`);
    const parts = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
    console.log(`${isDryRun ? "Would free" : "Freed"} ${inBytes(freedBytes)}: ${parts.join(", ")}.`);
    return 0;
  } finally {
    await database.close();
  }
}
