import { appendFileSync } from "node:fs";

export type Tally = { passed: number; failed: number; skipped: number };
export type Skipped = { test: string; reason: string | undefined };

/** A skipped test is never silent: it says what it lacks. */
export function printSkipped(skipped: Skipped[]): void {
  for (const { test, reason } of skipped)
    process.stdout.write(`skipped: ${test}: ${reason || "no reason given"}\n`);
}

/** Adds one runner's result to the file that CHARTROOM_TALLY names, a JSON object a line; `.ci/run` sums it. */
export function writeTally(runner: string, tally: Tally): void {
  process.stdout.write(
    `${runner}: ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped\n`,
  );
  const file = process.env.CHARTROOM_TALLY;
  if (file) appendFileSync(file, `${JSON.stringify({ runner, ...tally })}\n`);
}
