import { appendFileSync } from "node:fs";

export type Skipped = { test: string; reason: string | undefined };

/**
 * Ends a run: says of each skipped test what it lacks, then the sum. Adds the sum to the file that CHARTROOM_TALLY names,
 * a JSON object a line, for `.ci/run`.
 */
export function tellTally(
  runner: string,
  tally: { passed: number; failed: number; skipped: Skipped[] },
): void {
  const { passed, failed, skipped } = tally;
  const reasons = skipped.map((one) => one.reason || "no reason given");
  for (const [i, { test }] of skipped.entries()) process.stdout.write(`skipped: ${test}: ${reasons[i]}\n`);
  process.stdout.write(`${runner}: ${passed} passed, ${failed} failed, ${skipped.length} skipped\n`);
  const file = process.env.CHARTROOM_TALLY;
  if (file)
    appendFileSync(file, `${JSON.stringify({ runner, passed, failed, skipped: skipped.length, reasons })}\n`);
}
