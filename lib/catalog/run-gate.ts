import { Problem } from "#lib/problems/problem.ts";
import type { GateInput, GateResult } from "./kinds/kind-rules.ts";
import { KINDS } from "./kinds/kinds.ts";
import { runInWorker } from "./workers/gate-pool.ts";

/** Reading so much YAML takes some milliseconds, whatever is in it: less than asking a worker. */
const MAX_BYTES_HERE = 16 * 1024;

const REFUSED_AS = {
  chart: "chart_invalid",
  "kustomize-base": "base_invalid",
  "manifest-bundle": "bundle_invalid",
} as const;

const NOTHING = Buffer.alloc(0);

/**
 * Runs the gate of a kind. YAML that somebody else wrote can take any time and memory to read, so all but the smallest is
 * read by a worker that has little of both (OCI-92, S18, S22).
 */
export async function runGate(input: GateInput): Promise<GateResult> {
  const { kind } = input.ref;
  const rules = KINDS[kind];
  const files = input.files.map((file) => (rules.reads(file.path) ? file : { ...file, bytes: NOTHING }));
  const readBytes = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (readBytes <= MAX_BYTES_HERE) return rules.check({ ...input, files });
  const answer = await runInWorker({ ...input, files });
  if (answer.kind === "given-up") {
    const problem = new Problem(REFUSED_AS[kind], {
      detail: `it ${answer.why} to read`,
      hint: "Split large files, or take out what repeats itself.",
    });
    return { refusals: [problem], findings: [], metadata: {}, version: null };
  }
  const refusals = answer.refusals.map(({ code, details }) => new Problem(code, details));
  return { ...answer.result, refusals };
}
