import type { Finding, RenderFailure } from "../schema.ts";
import { isKustomization } from "./base-sources.ts";
import { type FindingCode, newFinding } from "./new-finding.ts";
import { type MessagePlace, placeInMessage } from "./place-in-message.ts";
import type { TreeText } from "./tree-text.ts";
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
  const named = failure.path === null ? placeInMessage(failure.message, tree) : failure;
  const place =
    named?.line == null && failure.cause === "build" ? (placeInBase(failure.message, tree) ?? named) : named;
  return [
    newFinding({
      code: codeOf(failure),
      severity: failure.cause === "limit" ? "warning" : "error",
      message: tidyMessage(failure.message),
      advice: adviseFailure(failure),
      path: place?.path ?? null,
      line: place?.line ?? null,
      column: place?.column ?? null,
    }),
  ];
}

/** The line of the base's own kustomization file that says what the message is about: a reference, or a field. */
function placeInBase(message: string, tree: TreeText): MessagePlace | null {
  const path = tree.paths.find((path) => isKustomization(path) && !path.includes("/"));
  if (path === undefined) return null;
  const lines = (tree.read(path) ?? "").split("\n");
  const about = [...message.matchAll(/accumulating \w+ from '([^']+)'|unknown field "([^"]+)"/g)].flatMap(
    ([, reference, field]) => reference ?? field ?? [],
  );
  const line = about
    .map((text) => lines.findIndex((row) => row.includes(text)) + 1)
    .find((found) => found > 0);
  return { path, line: line ?? null, column: null };
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

/** Without Helm's hint at a flag that is not had here. */
const tidyMessage = (message: string) =>
  message.replace(/\s*Use --debug flag to render out invalid YAML\s*$/, "").trim();

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
