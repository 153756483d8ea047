import { appendFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

export type Skipped = { test: string; reason: string | undefined };
export type Failed = { test: string; error: string | undefined };

/** As much of an error as a last page of a log has room for. */
const ERROR_CHARACTERS = 600;

/**
 * Ends a run: says of each skipped test what it lacks, then the sum. Adds the sum, with what failed and what passed on a later try by name, to the file
 * that CHARTROOM_TALLY names, a JSON object a line, for `.ci/run`, which says it again at its end.
 */
export function tellTally(
  runner: string,
  tally: { passed: number; failed: Failed[]; skipped: Skipped[]; flaky?: string[] },
): void {
  const { passed, skipped, flaky = [] } = tally;
  const failed = tally.failed.length;
  const failures = tally.failed.map(({ test, error }) => `${test}: ${inShort(error || "no error given")}`);
  const reasons = skipped.map((one) => one.reason || "no reason given");
  for (const [i, { test }] of skipped.entries()) process.stdout.write(`skipped: ${test}: ${reasons[i]}\n`);
  process.stdout.write(`${runner}: ${passed} passed, ${failed} failed, ${skipped.length} skipped\n`);
  const file = process.env.CHARTROOM_TALLY;
  if (file)
    appendFileSync(
      file,
      `${JSON.stringify({ runner, passed, failed, skipped: skipped.length, reasons, failures, flaky })}\n`,
    );
}

/** An error without colours and without the places that are not the project's. */
function inShort(error: string): string {
  const lines = stripVTControlCharacters(error).split("\n");
  const ours = lines.filter((line) => !/^ +at .*(node:|node_modules|new Promise)/.test(line));
  return ours.join("\n").trim().slice(0, ERROR_CHARACTERS);
}
