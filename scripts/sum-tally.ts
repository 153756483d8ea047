import { readFileSync } from "node:fs";
import { z } from "zod";

// Sums what the runners of .ci/run wrote, a JSON object a line, and says what failed or was flaky once more, where it is looked for. Only what cannot be had everywhere may be skipped, and
// the reason says what would bring it.
const MAY_LACK = /^((CORPUS_DIR|OCI_CONFORMANCE(_LEGACY)?|ZOT|CHARTMUSEUM) is not set|needs root): /;

const lineSchema = z.object({
  runner: z.string(),
  passed: z.number(),
  failed: z.number(),
  skipped: z.number(),
  reasons: z.array(z.string()),
  failures: z.array(z.string()),
  flaky: z.array(z.string()),
});
const [file = ""] = process.argv.slice(2);
const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);

const sum = { passed: 0, failed: 0, skipped: 0 };
for (const line of lines) {
  const { runner, passed, failed, skipped, reasons, failures, flaky } = lineSchema.parse(JSON.parse(line));
  const refused = reasons.filter((reason) => !MAY_LACK.test(reason));
  for (const reason of refused) console.log(`${runner}: may not be skipped here: ${reason}`);
  for (const test of flaky) console.log(`${runner}: passed on a later try only: ${test}`);
  for (const failure of failures) console.log(`${runner}: failed: ${failure}`);
  sum.passed += passed;
  sum.failed += failed + refused.length;
  sum.skipped += skipped - refused.length;
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exit(sum.failed > 0 || sum.passed === 0 ? 1 : 0);
