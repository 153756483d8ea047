import type { ArtifactKind } from "#lib/ids/ids.ts";
import { readTree } from "../host/tree-text.ts";
import type { Finding } from "../schema.ts";
import type { TreeEntry } from "../types.ts";
import { isKustomization } from "./base-sources.ts";
import { checkDocument, type DocumentIssue } from "./check-document.ts";
import { type CustomKindMemory, type CustomKinds, readCustomKinds } from "./custom-resources.ts";
import type { KubernetesSchemas } from "./kubernetes-schemas.ts";
import { newFinding } from "./new-finding.ts";
import { type CutDocument, cutDocuments, isBlank } from "./output-documents.ts";
import { mapOutput, type OutputMap } from "./output-map.ts";

/** What was found in documents that stand in the next output as they are, so that only what changed is checked again. */
export type OutputMemory = {
  key: string;
  issues: Map<string, DocumentIssue[]>;
  customKinds: CustomKindMemory;
};

export const newOutputMemory = (): OutputMemory => ({ key: "", issues: new Map(), customKinds: new Map() });

const MOST_REMEMBERED = 4_000;

type Checked = {
  output: string;
  files: readonly TreeEntry[];
  kind: ArtifactKind;
  schemas: readonly KubernetesSchemas[];
};

/** Checks what was rendered: each object against Kubernetes and the artifact's CRDs, told at the template's line. */
export function findInOutput(
  { output, files, kind, schemas }: Checked,
  memory: OutputMemory,
  isLate: () => boolean,
): Finding[] {
  const tree = readTree(files);
  const customKinds = readCustomKinds(tree, kind, output, memory.customKinds);
  forgetOthers(memory, schemas, customKinds);
  const map = mapOutput(output, files, kind);
  const findings: Finding[] = [];
  const foreign = new Map<string, { finding: Finding; count: number }>();
  const add = (issue: DocumentIssue, firstLine: number): void => {
    const known = issue.kind === null ? undefined : foreign.get(issue.kind);
    if (known) {
      known.count += 1;
      return;
    }
    const finding = placeIssue(issue, firstLine, map, schemas.length);
    if (issue.kind !== null) foreign.set(issue.kind, { finding, count: 1 });
    findings.push(finding);
  };
  // A bundle may hold a kustomization file, which is no object of a cluster (PUB-9).
  const isObject = (cut: CutDocument) => !isBlank(cut) && !isKustomization(cut.comment ?? "");
  for (const cut of cutDocuments(output).filter(isObject)) {
    const text = cut.lines.join("\n");
    if (!memory.issues.has(text) && isLate()) {
      findings.push(tellUnread(cut.startLine));
      break;
    }
    const issues = memory.issues.get(text) ?? checkDocument(text, schemas, customKinds);
    memory.issues.set(text, issues);
    for (const issue of issues) add(issue, cut.firstLine);
  }
  for (const { finding, count } of foreign.values())
    if (count > 1) finding.message = finding.message.replace(/\.$/, ` (${count} objects).`);
  return findings;
}

function tellUnread(line: number): Finding {
  return newFinding({
    code: "not-checked",
    severity: "info",
    message: `The output is so large that it was not checked from line ${line} on.`,
    line,
    isInOutput: true,
  });
}

/** What was found holds for the same schemas and the same CRDs only. */
function forgetOthers(
  memory: OutputMemory,
  schemas: readonly KubernetesSchemas[],
  customKinds: CustomKinds,
): void {
  const key = JSON.stringify([schemas.map(({ version }) => version), [...customKinds]]);
  if (memory.key !== key || memory.issues.size > MOST_REMEMBERED) memory.issues.clear();
  if (memory.customKinds.size > MOST_REMEMBERED) memory.customKinds.clear();
  memory.key = key;
}

function placeIssue(issue: DocumentIssue, firstLine: number, map: OutputMap, versions: number): Finding {
  const { code, severity, message, advice, object, minors } = issue;
  const outputLine = firstLine + issue.line - 1;
  const place = map.sourceOf(outputLine);
  const isPlaced = place !== null && place.line !== null;
  const isAboutVersions = code === "api-removed" || code === "api-deprecated" || minors.length < versions;
  return newFinding({
    code,
    severity,
    message: isPlaced ? message : `In rendered output: ${message}`,
    advice,
    path: place?.path ?? null,
    line: isPlaced ? place.line : outputLine,
    column: isPlaced ? null : issue.column,
    isInOutput: !isPlaced,
    object,
    kubeVersions: isAboutVersions ? [...minors] : [],
  });
}
