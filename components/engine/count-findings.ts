import type { Finding } from "#lib/engine/schema.ts";

export type FindingCounts = Readonly<Record<Finding["severity"], number>>;

const NONE: FindingCounts = { error: 0, warning: 0, info: 0 };

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const counts = { ...NONE };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** Counts of each file that has findings, and of each folder above one. */
export function countByPath(findings: readonly Finding[]): ReadonlyMap<string, FindingCounts> {
  const counts = new Map<string, FindingCounts>();
  for (const { path, severity } of findings) {
    if (path === null) continue;
    for (const place of [path, ...foldersAbove(path)]) {
      const before = counts.get(place) ?? NONE;
      counts.set(place, { ...before, [severity]: before[severity] + 1 });
    }
  }
  return counts;
}

function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
}

/** The worst severity that asks for something, with how many there are; null where there are but notes. */
export function worstOf(
  counts: FindingCounts | undefined,
): { severity: "error" | "warning"; count: number } | null {
  if (!counts) return null;
  if (counts.error > 0) return { severity: "error", count: counts.error };
  return counts.warning > 0 ? { severity: "warning", count: counts.warning } : null;
}
