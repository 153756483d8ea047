import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Compared, Mode, Suite } from "./parity-case.ts";

const REPORT = path.resolve(import.meta.dirname, "../../engine/PARITY.md");

export type Group = {
  suite: Suite;
  group: string;
  mode: Mode;
  cases: number;
  equal: number;
  volatile: number;
  explained: number;
  different: number;
};

/** The comparisons, summed by set of flags or kind. */
export function groupsOf(all: readonly Compared[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { one, mode, verdict } of all) {
    const key = `${mode} ${one.suite} ${one.group}`;
    const group = groups.get(key) ?? {
      suite: one.suite,
      group: one.group,
      mode,
      ...{ cases: 0, equal: 0, volatile: 0, explained: 0, different: 0 },
    };
    group.cases += 1;
    group[verdict.kind] += 1;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Prints what differs for no known cause. */
export function tellDifferences(all: readonly Compared[]): void {
  for (const { one, mode, verdict } of all)
    if (verdict.kind === "different")
      process.stdout.write(
        `different: ${one.id} (${mode}): ${verdict.what}\n  native: ${indent(verdict.expected)}\n  ours:   ${indent(verdict.got)}\n`,
      );
}

const indent = (text: string) => text.trimEnd().replaceAll("\n", "\n          ");

/** Writes engine/PARITY.md: the sums, and each case that differs, by its cause. */
export function writeReport(all: readonly Compared[]): void {
  const rows = groupsOf(all).map(
    ({ suite, group, mode, cases, equal, volatile, explained, different }) =>
      `| ${suite} | \`${group}\` | ${mode} | ${cases} | ${equal} | ${volatile} | ${explained} | ${different} |`,
  );
  writeFileSync(
    REPORT,
    `${[
      "# Parity with native Helm and Kustomize",
      "",
      "Written by `npm run e2e:engine`, which asks `helm` v4.2.4 and `kustomize` v5.8.1, built from the same sources, and `chartroom render` and",
      "`chartroom lint` the same, and compares standard output byte by byte, exit and error text. Suite A: every chart under Helm's own testdata. Suite B: the",
      "trees of Kustomize's own tests. Suite C: real charts, bases and bundles. _Volatile_: native differs from itself from run to run (random values, times,",
      "the order of Go's maps); what does not vary is equal. _Explained_: both fail, in other words, for a cause below. `rollback` is the preview's way, `fresh` the",
      "publishing one.",
      "",
      "| suite | what | mode | cases | equal | volatile | explained | different |",
      "| --- | --- | --- | --: | --: | --: | --: | --: |",
      ...rows,
      "",
      ...explainedLines(all),
    ].join("\n")}\n`,
  );
  formatReport();
}

/** As `npm run fix` would write it: the next check would stop at it otherwise. */
function formatReport(): void {
  const biome = path.resolve(import.meta.dirname, "../../node_modules/.bin/biome");
  spawnSync(biome, ["format", "--write", REPORT], { stdio: "ignore" });
}

function explainedLines(all: readonly Compared[]): string[] {
  const byCause = new Map<string, Set<string>>();
  for (const { one, verdict } of all) {
    if (verdict.kind !== "explained") continue;
    byCause.set(verdict.cause, (byCause.get(verdict.cause) ?? new Set()).add(one.id));
  }
  const lines = [...byCause].flatMap(([cause, ids]) => [
    `### ${cause}`,
    "",
    ...[...ids].sort().map((id) => `- \`${id}\``),
    "",
  ]);
  return ["## What differs, and why", "", "In successful output: nothing.", "", ...lines].slice(0, -1);
}
