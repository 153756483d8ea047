import type { Finding } from "#lib/engine/schema.ts";
import { SEVERITIES, severityLooks } from "./finding-looks.ts";

export type FindingsGrouping = "file" | "severity";

/** What a person wants to see of a list. `code` null: every kind of finding. */
export type FindingsView = {
  readonly by: FindingsGrouping;
  readonly hidden: ReadonlySet<Finding["severity"]>;
  readonly code: string | null;
};

export const wholeView: FindingsView = { by: "file", hidden: new Set(), code: null };

export type FindingsGroup = {
  readonly key: string;
  readonly title: string;
  readonly findings: readonly Finding[];
};

export function filterFindings(findings: readonly Finding[], { hidden, code }: FindingsView): Finding[] {
  return findings.filter(
    (finding) => !hidden.has(finding.severity) && (code === null || finding.code === code),
  );
}

/**
 * Groups of a list in the order they are read: files by their name, what concerns the whole artifact first; or severities,
 * the worst first. Inside of one: by file, by line, the worst first.
 */
export function groupFindings(findings: readonly Finding[], by: FindingsGrouping): FindingsGroup[] {
  const sorted = [...findings].sort(compareFindings);
  if (by === "severity") {
    return SEVERITIES.map((severity) => ({
      key: severity,
      title: severityLooks[severity].title,
      findings: sorted.filter((finding) => finding.severity === severity),
    })).filter((group) => group.findings.length > 0);
  }
  const groups = new Map<string, Finding[]>();
  for (const finding of sorted) {
    const key = finding.path ?? "";
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups].map(([key, own]) => ({
    key,
    title: key === "" ? titleOfWhole(own) : key,
    findings: own,
  }));
}

const titleOfWhole = (own: readonly Finding[]) =>
  own.every((finding) => finding.isInOutput) ? "Rendered output" : "The whole artifact";

/** The kinds of finding that are there, with how many of each, most frequent first. */
export function countCodes(findings: readonly Finding[]): { code: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((one, other) => other.count - one.count || one.code.localeCompare(other.code));
}

/** Tells findings apart: two of equal content are one. */
export function findingKey(finding: Finding): string {
  const { severity, code, path, line, column, isInOutput, object, message, samples } = finding;
  return JSON.stringify([severity, code, path, line, column, isInOutput, object, message, samples]);
}

function compareFindings(one: Finding, other: Finding): number {
  return (
    (one.path ?? "").localeCompare(other.path ?? "", "en", { numeric: true }) ||
    Number(one.isInOutput) - Number(other.isInOutput) ||
    (one.line ?? 0) - (other.line ?? 0) ||
    (one.column ?? 0) - (other.column ?? 0) ||
    SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
    one.message.localeCompare(other.message)
  );
}
