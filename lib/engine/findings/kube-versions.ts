import provenance from "../../../engine/kubernetes/provenance.json" with { type: "json" };

/** The minors whose schemas are part of the product, oldest first. */
export const KUBE_VERSIONS: readonly string[] = Object.keys(provenance.schemas);

/** The minors that are checked where nobody chose others. */
export const DEFAULT_KUBE_VERSIONS: readonly string[] = ["1.29", "1.32", "1.34", "1.36"];

/** Compares `1.9` and `1.25` as the numbers they are. */
export function compareMinors(a: string, b: string): number {
  const minorOf = (version: string) => Number(version.split(".")[1] ?? 0);
  return minorOf(a) - minorOf(b);
}

/** The minor whose schemas stand for a version such as `v1.31.2`: its own, else the next older, else the oldest. */
export function nearestMinor(version: string): string {
  const minor = /^v?(\d+\.\d+)/.exec(version)?.[1] ?? "";
  const older = KUBE_VERSIONS.filter((known) => compareMinors(known, minor) <= 0);
  return older.at(-1) ?? KUBE_VERSIONS[0] ?? minor;
}
