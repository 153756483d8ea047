import type { Finding } from "#lib/engine/schema.ts";
import type { FindingCounts } from "./count-findings.ts";
import { SEVERITIES, severityLooks } from "./finding-looks.ts";

const codeNames: Readonly<Record<string, string>> = {
  "yaml-syntax": "YAML syntax",
  "json-syntax": "JSON syntax",
  "template-syntax": "Template syntax",
  "helm-lint": "Helm lint",
  "render-failed": "Render",
  "render-limit": "Limit of a render",
  "values-schema": "Values schema",
  "build-failed": "Kustomize build",
  "bundle-rule": "Bundle rule",
  "unknown-field": "Unknown field",
  "wrong-type": "Wrong type",
  "missing-field": "Missing field",
  "equal-items": "Equal items",
  "unknown-kind": "Unknown kind",
  "api-removed": "Removed API",
  "api-deprecated": "Deprecated API",
  "non-semver": "Version tag",
  "not-checked": "Not checked",
  "more-findings": "And more",
};

/** The kind of a finding in words: "Unknown field". A code that has none yet stands for itself. */
export const sayCode = (code: string) => codeNames[code] ?? code;

/** Where it is, as one would write it into a chat: `templates/hpa.yaml:24:13`; null where it is nowhere in particular. */
export function sayPlace({ path, line, column, isInOutput }: Finding, within: boolean): string | null {
  if (isInOutput) {
    const output = line === null ? "rendered output" : `rendered output, line ${line}`;
    return path === null || within ? output : `${path}, ${output}`;
  }
  const spot = [line, line === null ? null : column].filter((part) => part !== null).join(":");
  if (within) return spot === "" ? null : spot;
  return path === null ? null : [path, spot].filter(Boolean).join(":");
}

/** "Kubernetes 1.29, 1.32"; empty where it holds for all. */
export const sayKubeVersions = (minors: readonly string[]) =>
  minors.length === 0 ? "" : `Kubernetes ${minors.join(", ")}`;

/** "with ci/small-values.yaml"; empty where the shown values show it as well. */
export function saySamples(samples: readonly string[]): string {
  const [first, ...others] = samples;
  if (first === undefined) return "";
  const more = others.length > 2 ? [`${others.length} more`] : others;
  return `with ${[first, ...more].join(", ")}`;
}

/** "2 errors, 1 warning"; "no findings" where there is none. */
export function sayCounts(counts: FindingCounts): string {
  const parts = SEVERITIES.flatMap((severity) => {
    const count = counts[severity];
    const { word, words } = severityLooks[severity];
    return count === 0 ? [] : `${count.toLocaleString("en")} ${count === 1 ? word : words}`;
  });
  return parts.length === 0 ? "no findings" : parts.join(", ");
}
