import type { TreeText } from "../host/tree-text.ts";
import type { Finding } from "../schema.ts";
import type { LintMessage, LintOutcome } from "../types.ts";
import { newFinding } from "./new-finding.ts";
import { placeInMessage } from "./place-in-message.ts";
import { findPlace } from "./yaml-place.ts";

/** What `helm lint` says, each at its file and, where it names a line or a field, there. */
export function findInLint(lint: LintOutcome, tree: TreeText): Finding[] {
  return lint.messages.map((message) =>
    newFinding({
      code: "helm-lint",
      severity: message.severity,
      message: sentence(message.text),
      ...placeMessage(message, tree),
    }),
  );
}

function placeMessage(message: LintMessage, tree: TreeText): Pick<Finding, "path" | "line" | "column"> {
  const named = placeInMessage(message.text, tree);
  if (named?.line != null) return named;
  const own = placeInMessage(message.path, tree);
  const path = own?.path ?? named?.path ?? null;
  if (path === null) return { path: tree.has("Chart.yaml") ? "Chart.yaml" : null, line: null, column: null };
  const field = /^(\w+)\b/.exec(message.text)?.[1] ?? "";
  const found = path.endsWith("Chart.yaml") ? findPlace(tree.read(path) ?? "", [field]) : null;
  return found ? { path, ...found.place } : { path, line: named?.line ?? own?.line ?? null, column: null };
}

const sentence = (text: string) => text.trim().replace(/[.!?]?$/, (end) => end || ".");
