import type { Finding } from "../schema.ts";
import { newFinding } from "./new-finding.ts";

const MOST_FINDINGS = 300;
const RANK = { error: 0, warning: 1, info: 2 };

/** Sorts by severity, path and line, takes what is said twice once, and caps the list with a word about the rest. */
export function settleFindings(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  // Lint was given the values that are shown.
  const shown = findings.filter(({ samples }) => samples.length === 0);
  const told = new Set(shown.flatMap(lineKeys));
  const single = findings.filter((finding) => {
    const key = JSON.stringify([finding.code, finding.path, finding.line, finding.message]);
    if (seen.has(key) || isToldElsewhere(finding, shown, told)) return false;
    seen.add(key);
    return true;
  });
  const sorted = single.toSorted(
    (a, b) =>
      RANK[a.severity] - RANK[b.severity] ||
      compareTexts(a.path ?? "", b.path ?? "") ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
  if (sorted.length <= MOST_FINDINGS) return sorted;
  const rest = sorted.length - MOST_FINDINGS;
  const severity = sorted[MOST_FINDINGS]?.severity ?? "info";
  return [
    ...sorted.slice(0, MOST_FINDINGS),
    newFinding({
      code: "more-findings",
      severity,
      message: `And ${rest} more: they are listed when some of these are mended.`,
    }),
  ];
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const EXACT = new Set(["yaml-syntax", "render-failed", "values-schema", "bundle-rule"]);

const lineKeys = (finding: Finding): string[] =>
  EXACT.has(finding.code) && finding.path !== null && finding.line !== null
    ? [`${finding.path}:${finding.line}`]
    : [];

/** A field that Kustomize does not know has its own finding. Lint renders and checks too: what it says of the same line, the same API version or the same schema is known already. */
function isToldElsewhere(finding: Finding, all: readonly Finding[], told: ReadonlySet<string>): boolean {
  if (finding.code === "build-failed" && /unknown field "/.test(finding.message))
    return all.some(
      ({ code, path, line }) => code === "unknown-field" && path === finding.path && line === finding.line,
    );
  if (finding.code !== "helm-lint") return false;
  if (finding.line !== null && told.has(`${finding.path}:${finding.line}`)) return true;
  if (/values don't meet the specifications|^[ \t]*- at '/m.test(finding.message))
    return all.some(({ code }) => code === "values-schema");
  const api = /^(\S+ \S+) is deprecated in v1\./i.exec(finding.message)?.[1]?.toLowerCase();
  if (api !== undefined)
    return all.some(({ code, object }) => code.startsWith("api-") && object?.toLowerCase().startsWith(api));
  return all.some(({ code, message }) => code !== "helm-lint" && isPart(finding.message, message));
}

const isPart = (whole: string, part: string) => part.length > 20 && whole.includes(part.replace(/\.$/, ""));
