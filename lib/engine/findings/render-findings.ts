import type { TreeText } from "../host/tree-text.ts";
import type { Finding, RenderFailure } from "../schema.ts";
import { type FindingCode, newFinding } from "./new-finding.ts";
import { findSchemaViolations } from "./values-findings.ts";

/** What a render or build that did not end well says, as findings. */
export function findInFailure(
  failure: RenderFailure,
  tree: TreeText,
  valueFiles: readonly string[],
): Finding[] {
  if (failure.cause === "schema") {
    const violations = findSchemaViolations(failure.message, tree, valueFiles);
    if (violations.length > 0) return violations;
  }
  if (/^library charts are not installable/.test(failure.message)) return [tellLibrary()];
  return [
    newFinding({
      code: codeOf(failure),
      severity: failure.cause === "limit" ? "warning" : "error",
      message: failure.message,
      advice: adviseFailure(failure),
      path: failure.path,
      line: failure.line,
      column: failure.column,
    }),
  ];
}

const tellLibrary = (): Finding =>
  newFinding({
    code: "render-failed",
    severity: "info",
    message: "A library chart prints nothing by itself.",
    advice: "Charts that depend on it show what its templates print.",
    path: "Chart.yaml",
    line: null,
  });

function codeOf({ cause }: RenderFailure): FindingCode {
  if (cause === "limit") return "render-limit";
  if (cause === "schema") return "values-schema";
  return cause === "build" ? "build-failed" : "render-failed";
}

const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /nil pointer evaluating/,
    "A value on the way is not set: give it a default in values.yaml, or test for it with if or with.",
  ],
  [/function "[^"]+" not defined/, "Helm has no such function: look for a slip of the pen."],
  [
    /error calling include: .*no template "|no template "/,
    "Define it, or correct the name that is included.",
  ],
  [/missing in charts\/ directory/, "Copy the package of each to charts/: nothing is fetched here."],
  [/YAML parse error/, "What the template prints is not YAML: look at indentation and quotes."],
  [
    /must specify --enable-helm/,
    "Helm charts are not inflated here: add what the chart prints as a resource.",
  ],
  [
    /no matches for Id|no resource matches/,
    "A patch names an object that no resource has: correct its name, or remove the patch.",
  ],
  [
    /may not add resource with an already registered id/,
    "Two resources are the same object: remove one of them.",
  ],
  [/no such file or directory/, "Add the file, or remove it from the list."],
  [/json: unknown field/, "Correct the name of the field, or remove it."],
];

function adviseFailure({ cause, message }: RenderFailure): string {
  if (cause === "limit") return "It can be published all the same; render it on the server with more room.";
  return ADVICE.find(([pattern]) => pattern.test(message))?.[1] ?? "";
}
