import semver from "semver";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { readTree, type TreeText } from "../host/tree-text.ts";
import type { Finding } from "../schema.ts";
import type { LintOutcome, RenderOutcome, TreeEntry } from "../types.ts";
import { type FileMemory, findInBundle, findInDescriptors, findInFiles } from "./file-findings.ts";
import { findInOutput, newOutputMemory, type OutputMemory } from "./findings-of-output.ts";
import { compareMinors, nearestMinor } from "./kube-versions.ts";
import type { KubernetesSchemas } from "./kubernetes-schemas.ts";
import { findInLint } from "./lint-findings.ts";
import { findInFailure } from "./render-findings.ts";
import { joinSampleFindings, type SampleRender } from "./sample-findings.ts";
import { settleFindings } from "./settle-findings.ts";

export type FindInput = {
  kind: ArtifactKind;
  files: readonly TreeEntry[];
  /** Null while there is none: then only the files are checked. */
  render: RenderOutcome | null;
  lint: LintOutcome | null;
  /** Values files that the render was given, by their paths, in order: where a value that breaks a schema is looked for. */
  valueFiles?: readonly string[];
  /** What the chart came to with sample values: their findings say which ones show them. */
  samples?: readonly SampleRender[];
  /** Minors to check for, such as `1.32` or `v1.32.4`, or the nearest that is known; those that the chart's `kubeVersion` shuts out are left out. */
  kubeVersions: readonly string[];
  schemas: (minor: string) => Promise<KubernetesSchemas>;
};

/** What one run leaves for the next, so that only what changed is looked at again. */
export type FindMemory = {
  files: FileMemory;
  output: OutputMemory;
  /** By the path of sample values. */
  samples: Map<string, OutputMemory>;
};

export const newFindMemory = (): FindMemory => ({
  files: new Map(),
  output: newOutputMemory(),
  samples: new Map(),
});

/**
 * After so long nothing more is begun: what is there by then is better than nothing, which is what the limit of the
 * thread gives. The reader of YAML needs one to four seconds for a million characters.
 */
const MOST_MS = { files: 3_500, all: 7_000 };

function startTimer(): (mostMs: number) => boolean {
  const startedAt = performance.now();
  return (mostMs) => performance.now() - startedAt > mostMs;
}

/**
 * Everything that people should know about an artifact's files and about what they render to, in one list without doubles:
 * by severity, then by path and line. What was too large to check in time is told.
 */
export async function findProblems(
  input: FindInput,
  memory: FindMemory = newFindMemory(),
): Promise<Finding[]> {
  const { kind, files, render, lint, samples = [] } = input;
  const isLate = startTimer();
  const tree = readTree(files);
  const findings = [
    ...findInFiles(tree, kind, memory.files, () => isLate(MOST_MS.files)),
    ...(kind === "manifest-bundle" ? findInBundle(files) : []),
    ...findInDescriptors(tree, kind),
  ];
  const minors = chooseMinors(tree, input.kubeVersions);
  const isChecked = [render, ...samples.map((sample) => sample.render)].some(
    (one) => one?.kind === "rendered",
  );
  const schemas = isChecked ? await Promise.all(minors.map((minor) => input.schemas(minor))) : [];
  const findInRender = (one: RenderOutcome, valueFiles: readonly string[], known: OutputMemory) => {
    if (one.kind === "failed")
      return kind === "manifest-bundle" ? [] : findInFailure(one.failure, tree, valueFiles);
    const output = new TextDecoder().decode(one.output);
    return findInOutput({ output, files, kind, schemas }, known, () => isLate(MOST_MS.all));
  };
  if (lint) findings.push(...findInLint(lint, tree));
  if (lint?.failure) findings.push(...findInFailure(lint.failure, tree, input.valueFiles ?? []));
  if (render) findings.push(...findInRender(render, input.valueFiles ?? [], memory.output));
  const bySample = samples.map(({ path, render: one }) => {
    const known = memory.samples.get(path) ?? newOutputMemory();
    memory.samples.set(path, known);
    return { path, findings: findInRender(one, [path], known) };
  });
  return settleFindings([...findings, ...joinSampleFindings(findings, bySample)]);
}

/** A chart may say which versions of Kubernetes it is for; where it shuts all of them out, that is Helm's to say. */
function chooseMinors(tree: TreeText, asked: readonly string[]): string[] {
  const minors = [...new Set(asked.map(nearestMinor))].toSorted(compareMinors);
  const range = /^kubeVersion:\s*["']?([^"'#\n]+)/m.exec(tree.read("Chart.yaml") ?? "")?.[1]?.trim();
  if (!range || semver.validRange(range) === null) return minors;
  // Any patch of a minor: a constraint such as `>= 1.25.4` takes a later one.
  const isFor = (minor: string) => semver.satisfies(`${minor}.99`, range, { includePrerelease: true });
  const chosen = minors.filter(isFor);
  return chosen.length > 0 ? chosen : minors;
}
