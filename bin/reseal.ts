import { parseArgs } from "node:util";
import { openForCommand } from "#lib/db/open-database.ts";
import { env } from "#lib/env/env.ts";
import { resealEverything } from "#lib/upkeep/reseal.ts";

export const usage = `Usage: chartroom reseal [--new-key] [--forget-old] [--json]

Seals every kept secret anew with the newest key, so that older keys can go. May run while the server does. Ends with 1 when
a secret cannot be opened with any key that is here; it is left as it is.

  --new-key     first puts a new key into the data folder's file
  --forget-old  afterwards drops the older keys from that file, where everything could be opened
  --json        prints one object: resealed, kept, lost, byName, isOldForgotten

With CHARTROOM_SECRET_KEY the keys are changed there: set it to "new,old", restart, reseal, then take the old one out.`;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({ args, options: { "new-key": flag, "forget-old": flag, json: flag } });
  const asksForFile = values["new-key"] || values["forget-old"];
  if (asksForFile && env().CHARTROOM_SECRET_KEY) {
    console.error("The keys come from CHARTROOM_SECRET_KEY: change them there.");
    return 2;
  }
  const database = await openForCommand();
  try {
    const report = await resealEverything({
      isNewKey: values["new-key"],
      isForgetting: values["forget-old"],
    });
    if (values.json) console.log(JSON.stringify(report));
    else {
      for (const [name, { resealed, kept, lost }] of Object.entries(report.byName))
        console.log(`${name}: ${resealed} sealed anew, ${kept} were already, ${lost} cannot be opened.`);
      if (values["forget-old"])
        console.log(
          report.isOldForgotten
            ? "The older keys are dropped."
            : "The older keys stay: not everything could be opened.",
        );
    }
    return report.lost === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}
