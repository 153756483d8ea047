import type { ModuleAnswer } from "../schema.ts";
import type { TreeEntry } from "../types.ts";
import { placeInBase } from "./place-in-base.ts";
import { placeInChart } from "./place-in-chart.ts";
import { readTree } from "./tree-text.ts";

/** Where a failure is, as far as its message says: a file of the tree, and a line and a column in it, from one. */
export type FailurePlace = { path: string | null; line: number | null; column: number | null };

/** Finds the place that a message of Helm or Kustomize names, in the file that somebody has to mend. */
export function placeOfFailure(
  message: string,
  cause: NonNullable<ModuleAnswer["failure"]>,
  files: readonly TreeEntry[],
): FailurePlace {
  const tree = readTree(files);
  const place = tree.has("Chart.yaml") ? placeInChart(message, cause, tree) : placeInBase(message, tree);
  return { path: null, line: null, column: null, ...place };
}
