import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { noCorpus } from "../clients/corpus.ts";
import { clientNamed, clientPath, clientsFolder } from "../clients/tools.ts";
import { tellTally } from "../tally.ts";
import { comparePreviews } from "./compare-previews.ts";
import { corpusCases } from "./corpus-cases.ts";
import { helmCases } from "./helm-cases.ts";
import { isInSample } from "./in-sample.ts";
import { krustyCases } from "./krusty-cases.ts";
import { NativeCache } from "./native-cache.ts";
import { checkRecorded, nativeDigests } from "./native-digests.ts";
import type { Compared, Mode, ParityCase, Suite } from "./parity-case.ts";
import { groupsOf, tellDifferences, writeReport } from "./parity-report.ts";
import type { Against } from "./parity-worker.ts";
import { runCases } from "./run-cases.ts";
import { type Digests, digestName, readDigests, writeDigests } from "./run-digest.ts";
import { helmModule, krustyTrees, noGo } from "./upstream-trees.ts";

// ENG-50: asks native and our program the same, case by case, and fails where an answer differs for a cause that nobody has
// written down; writes engine/PARITY.md. `-- A B` runs some suites only; `-- --record` writes what native printed as digests, for
// machines without Go (ENG-51). PARITY_FRESH=all gives every case a new instance as well, not a tenth of them.

const SUITES = ["A", "B", "C", "P"] as const;
const WITHOUT: Record<Suite, string> = { A: "", B: noGo, C: noCorpus, P: noCorpus };
const INPUTS = path.join(clientsFolder(), "parity-inputs");
const FRESH_EVERY = process.env.PARITY_FRESH === "all" ? 1 : 10;
const hasNative = (["helm4", "kustomize"] as const).every((name) =>
  existsSync(clientPath(clientNamed(name))),
);

const { values: flags, positionals } = parseArgs({
  options: { record: { type: "boolean", default: false } },
  allowPositionals: true,
});
const suites = positionals.length > 0 ? z.array(z.enum(SUITES)).parse(positionals) : SUITES;

/** Native is run where it is at hand, and its digests are compared with otherwise. */
async function compareUpstream(suite: "A" | "B"): Promise<Compared[]> {
  const cases = suite === "A" ? helmCases(await helmModule(), INPUTS) : krustyCases(krustyTrees());
  const recorded = readDigests(suite);
  if (!hasNative) {
    const against = (one: ParityCase): Against => ({
      by: "digest",
      digest: recorded[digestName(one)] ?? null,
      inputs: INPUTS,
    });
    return compareCases(cases, against);
  }
  const flagsText = readFileSync(path.join(import.meta.dirname, "helm-cases.ts"), "utf8");
  const cache = new NativeCache(suite, flagsText);
  const compared = await compareCases(cases, ({ id }) => ({ by: "native", kept: cache.get(id) }), cache);
  const digests: Digests = nativeDigests(compared, cache, recorded, INPUTS);
  if (!flags.record) return checkRecorded(compared, recorded, digests, INPUTS);
  writeDigests(suite, digests);
  return compared;
}

/** Each case on a warm instance, and some on a new one as well. */
async function compareCases(
  cases: readonly ParityCase[],
  against: (one: ParityCase) => Against,
  cache?: NativeCache,
): Promise<Compared[]> {
  const rounds: readonly (readonly [Mode, readonly ParityCase[]])[] = [
    ["rollback", cases],
    ["fresh", cases.filter(({ id }) => isInSample(id, FRESH_EVERY))],
  ];
  const compared: Compared[] = [];
  for (const [mode, chosen] of rounds) {
    const tasks = chosen.map((one) => ({ one, mode, against: against(one) }));
    await runCases(tasks, ({ at, verdict, native }) => {
      const one = chosen[at];
      if (!one) throw new Error(`There is no case ${at}.`);
      if (native) cache?.add(one.id, native);
      compared.push({ one, mode, verdict });
    });
    cache?.save();
  }
  return compared;
}

function compareSuite(suite: Suite): Promise<Compared[]> {
  switch (suite) {
    case "A":
    case "B":
      return compareUpstream(suite);
    case "C":
      return compareCases(corpusCases(), () => ({ by: "corpus" }));
    case "P":
      return previews ?? comparePreviews();
  }
}

// Previews are one thread's work: they go on beside the cases of the other suites, which fill what is left of the machine.
const previews = suites.includes("P") && !WITHOUT.P ? comparePreviews() : null;
previews?.catch(() => {}); // It is awaited in its turn.

const all: Compared[] = [];
const skipped: { test: string; reason: string }[] = [];
for (const suite of suites) {
  const reason = WITHOUT[suite];
  if (reason) {
    skipped.push({ test: `ENG-50 suite ${suite}`, reason });
    continue;
  }
  const startedAt = performance.now();
  const compared = await compareSuite(suite);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  process.stdout.write(`suite ${suite}: ${compared.length} comparisons in ${seconds} s\n`);
  all.push(...compared);
}
tellDifferences(all);
if (suites.length === SUITES.length && skipped.length === 0) writeReport(all);
const groups = groupsOf(all);
const failed = groups
  .filter(({ different }) => different > 0)
  .map(({ suite, group, mode, different }) => ({
    test: `suite ${suite}, ${group} (${mode})`,
    error: `${different} differ`,
  }));
tellTally("engine", { passed: groups.length - failed.length, failed, skipped });
process.exitCode = failed.length > 0 || groups.length === 0 ? 1 : 0;
