import { parseArgs } from "node:util";
import { openForCommand } from "#lib/db/open-database.ts";
import { verifyEverything } from "#lib/upkeep/verify.ts";

export const usage = `Usage: chartroom verify [--json]

Reads everything that is kept and computes it again: every blob, package, manifest, tag, commit and the audit chain.
Names what is wrong, with every version that needs a broken blob, and then ends with 1. Changes nothing; may run while the server does.

  --json   prints one object: checked, faults`;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
  const database = await openForCommand();
  try {
    const { checked, faults } = await verifyEverything(({ subject, name, fault, versions = [] }) => {
      if (values.json) return;
      console.log(`${subject} ${name}: ${fault}`);
      for (const version of versions) console.log(`  needed by ${version}`);
    });
    const counts = Object.entries(checked).map(
      ([name, count]) => `${count} ${name === "auditEvents" ? "audit events" : name}`,
    );
    if (values.json) console.log(JSON.stringify({ checked, faults }));
    else
      console.log(
        `Checked ${counts.join(", ")}: ${faults.length === 0 ? "nothing is wrong" : `${faults.length} faults`}.`,
      );
    return faults.length === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}
