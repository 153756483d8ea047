import type { Ran, Verdict } from "./parity-case.ts";

/** Names that a program makes up for a folder of its own. */
const MADE_UP = /helm-lint\d+/g;
const tidy = (text: string) => text.replace(MADE_UP, "helm-lint");

const isSame = (a: Ran, b: Ran) =>
  a.status === b.status && a.stdout.equals(b.stdout) && tidy(a.stderr) === tidy(b.stderr);

/** How often native is asked again where its answer is not ours, and how often where ours only stands in another order. */
const MORE_RUNS = 8;
const MORE_RUNS_FOR_ORDER = 24;

/**
 * Compares bytes on standard output, exit and text on standard error. Where they differ, native is run again: what differs from
 * run to run, as what comes out of Go's maps does, is left out of the comparison.
 */
export function compareRuns(ours: Ran, first: Ran, runAgain: () => Ran): Verdict {
  if (isSame(ours, first)) return { kind: "equal" };
  const natives = [first];
  const runs = isOtherOrder(ours, first) ? MORE_RUNS_FOR_ORDER : MORE_RUNS;
  for (let run = 0; run < runs; run += 1) {
    const next = runAgain();
    natives.push(next);
    if (isSame(ours, next) || isWithin(ours, natives)) return { kind: "volatile" };
  }
  return difference(ours, first);
}

/** Whether two runs printed the same characters, each in an order of its own. */
function isOtherOrder(ours: Ran, native: Ran): boolean {
  const sorted = ({ stdout, stderr }: Ran) => Buffer.from(stdout + tidy(stderr)).sort();
  return sorted(ours).equals(sorted(native));
}

/** Whether all that native's runs have in common is ours too. */
function isWithin(ours: Ran, natives: readonly Ran[]): boolean {
  const [first] = natives;
  if (!first || natives.some(({ status }) => status !== ours.status)) return false;
  return (
    fitsMask(
      ours.stdout.toString(),
      natives.map(({ stdout }) => stdout.toString()),
    ) &&
    fitsMask(
      tidy(ours.stderr),
      natives.map(({ stderr }) => tidy(stderr)),
    )
  );
}

/** Line by line; a line that native prints in more than one way may be anything, as may the order of lines that move. */
export function fitsMask(ours: string, natives: readonly string[]): boolean {
  if (natives.includes(ours)) return true;
  const lines = ours.split("\n");
  const others = natives.map((native) => native.split("\n"));
  const [first = []] = others;
  if (others.every((other) => other.join("\n") === first.join("\n"))) return false;
  if (others.some((other) => other.length !== lines.length)) return false;
  return lines.every((line, at) => {
    const theirs = new Set(others.map((other) => other[at]));
    return theirs.size > 1 || theirs.has(line);
  });
}

function difference(ours: Ran, native: Ran): Verdict {
  if (ours.status !== native.status)
    return {
      kind: "different",
      what: "exit",
      expected: `${native.status}\n${native.stderr}`,
      got: `${ours.status}\n${ours.stderr}`,
    };
  if (!ours.stdout.equals(native.stdout))
    return {
      kind: "different",
      what: "output",
      ...firstLines(native.stdout.toString(), ours.stdout.toString()),
    };
  return { kind: "different", what: "error text", ...firstLines(tidy(native.stderr), tidy(ours.stderr)) };
}

/** From the first line that differs. */
function firstLines(expected: string, got: string): { expected: string; got: string } {
  const [left, right] = [expected.split("\n"), got.split("\n")];
  const at = left.findIndex((line, index) => line !== right[index]);
  const from = at < 0 ? left.length : at;
  const part = (lines: string[]) => lines.slice(from, from + 4).join("\n");
  return { expected: `line ${from + 1}: ${part(left)}`, got: `line ${from + 1}: ${part(right)}` };
}
