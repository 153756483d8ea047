import type { CheckedRun } from "./checked-run.ts";

/** Sentences about what a check of this run could not look at; empty where everything was checked. */
export function sayUnchecked({ kind, render, lint, kubeVersions }: CheckedRun): string[] {
  const sentences: string[] = [];
  if (render === null || render.kind === "failed")
    sentences.push("The rendered objects were not: there is no output of these files.");
  else if (kubeVersions.length === 0)
    sentences.push("The rendered objects were not: no Kubernetes version is chosen.");
  if (kind === "chart" && lint === null) sentences.push("helm lint was not run.");
  if (lint?.failure?.cause === "limit" || lint?.failure?.cause === "crash")
    sentences.push(`helm lint did not end: ${lint.failure.message}`);
  return sentences;
}
