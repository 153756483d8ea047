import type { Finding } from "../schema.ts";

/** The closed set of what findings are about; docs/findings.md says what each means. `non-semver` is the catalog's own. */
export type FindingCode =
  | "yaml-syntax"
  | "helm-lint"
  | "render-failed"
  | "render-limit"
  | "values-schema"
  | "build-failed"
  | "bundle-rule"
  | "unknown-field"
  | "wrong-type"
  | "missing-field"
  | "equal-items"
  | "unknown-kind"
  | "api-removed"
  | "api-deprecated"
  | "not-checked"
  | "more-findings";

type Said = Pick<Finding, "severity" | "message"> & { code: FindingCode } & Partial<Omit<Finding, "code">>;

/** A finding with everything that was not said at its default. */
export function newFinding(said: Said): Finding {
  return {
    advice: "",
    path: null,
    line: null,
    column: null,
    isInOutput: false,
    object: null,
    kubeVersions: [],
    samples: [],
    ...said,
  };
}
