import type { NativeCache } from "./native-cache.ts";
import { runNative } from "./native-runs.ts";
import type { Compared } from "./parity-case.ts";
import { type Digests, digestName, digestRun, volatileDigest } from "./run-digest.ts";

/** What native printed in this run, as digests. What was volatile once stays so. */
export function nativeDigests(
  compared: readonly Compared[],
  cache: NativeCache,
  before: Digests,
  inputs: string,
): Digests {
  const digests: Digests = {};
  for (const { one, verdict } of compared) {
    const native = cache.get(one.id);
    if (!native) continue;
    const name = digestName(one);
    const isVolatile = [before[name], digests[name]].some((digest) => digest?.endsWith("~"));
    digests[name] =
      isVolatile || verdict.kind === "volatile" ? volatileDigest(native) : digestRun(one, inputs, native);
  }
  return digests;
}

/** How often native is asked whether it prints what is recorded after all: it may do so only now and then. */
const MORE_RUNS = 12;

/**
 * Holds what is recorded against what native printed: a digest that is not native's would pass another answer on a machine without Go.
 * @returns the comparisons, where a digest is wrong as a difference
 */
export function checkRecorded(
  compared: readonly Compared[],
  recorded: Digests,
  digests: Digests,
  inputs: string,
): Compared[] {
  return compared.map((comparison) => {
    const { one, mode, verdict } = comparison;
    const name = digestName(one);
    const [is, was] = [digests[name] ?? "none", recorded[name] ?? "none"];
    if (mode !== "rollback" || verdict.kind === "different" || is === was || is.endsWith("~"))
      return comparison;
    const isVolatile = Array.from({ length: MORE_RUNS }).some(
      () => digestRun(one, inputs, runNative(one)) === was,
    );
    if (isVolatile) return { one, mode, verdict: { kind: "volatile" } };
    const what = "digest that is recorded of native";
    return { one, mode, verdict: { kind: "different", what, expected: is, got: was } };
  });
}
