import { LineCounter, type Node } from "yaml";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { checkBundleObjects } from "../host/bundle-objects.ts";
import type { TreeText } from "../host/tree-text.ts";
import type { Finding } from "../schema.ts";
import type { TreeEntry } from "../types.ts";
import { isKustomization } from "./base-sources.ts";
import { checkFields, type FieldCheck, MOST_NODES } from "./check-fields.ts";
import { checkText } from "./check-text.ts";
import { type CodeLanguage, languageOf } from "./code-language.ts";
import { CHART_YAML, KUSTOMIZATION } from "./descriptor-schemas.ts";
import type { SchemaNode } from "./kubernetes-schemas.ts";
import { newFinding } from "./new-finding.ts";
import type { TextProblem } from "./text-problem.ts";
import { MOST_YAML_CHARACTERS, readAliases, readDocuments } from "./yaml-document.ts";

/** What was found in texts that are the same the next time. */
export type FileMemory = Map<string, readonly TextProblem[] | "too-deep">;

const MOST_REMEMBERED = 4_000;
/** The syntax of every file (GOH-23), whoever opened it: YAML, JSON, and the actions of templates. Small ones go first. */
export function findInFiles(
  tree: TreeText,
  kind: ArtifactKind,
  memory: FileMemory,
  isLate: () => boolean,
): Finding[] {
  if (memory.size > MOST_REMEMBERED) memory.clear();
  const paths = tree.paths.filter((path) => languageOf(path, kind) !== "plain");
  const bySize = paths.toSorted((a, b) => tree.sizeBytes(a) - tree.sizeBytes(b));
  return bySize.flatMap((path): Finding[] => {
    if (tree.sizeBytes(path) > MOST_YAML_CHARACTERS)
      return [notChecked(path, "This file is larger than 2 MB")];
    const text = tree.read(path) ?? "";
    const language = readAs(path, kind, text);
    const key = `${language} ${text}`;
    if (!memory.has(key) && isLate()) return [notChecked(path, "Checking the other files took too long")];
    const problems = memory.get(key) ?? attemptCheck(text, language);
    memory.set(key, problems);
    if (problems === "too-deep") return [notChecked(path, "This file is nested too deep")];
    return problems.map(({ severity, message, line, column }) =>
      newFinding({ code: "yaml-syntax", severity, message, path, line, column }),
    );
  });
}

/** Files that Helm itself reads as YAML or JSON. Others of a chart are given to tpl as often as not. */
const READ_BY_HELM =
  /(^|\/)(Chart\.ya?ml|Chart\.lock|requirements\.ya?ml|values[^/]*\.(ya?ml|json)|crds\/.*|ci\/.*)$/;

function readAs(path: string, kind: ArtifactKind, text: string): CodeLanguage {
  const language = languageOf(path, kind);
  const isData = (language === "yaml" || language === "json") && !READ_BY_HELM.test(path);
  return kind === "chart" && isData && text.includes("{{") ? "template" : language;
}

function attemptCheck(text: string, language: CodeLanguage): readonly TextProblem[] | "too-deep" {
  try {
    return checkText(text, language);
  } catch (error) {
    // The library descends once for each level: so deep that it does not come back.
    if (error instanceof RangeError) return "too-deep";
    throw error;
  }
}

const notChecked = (path: string, why: string): Finding =>
  newFinding({
    code: "not-checked",
    severity: "warning",
    message: `${why}: its syntax was not checked.`,
    path,
  });

/** PUB-9, as the gate will see it. */
export function findInBundle(entries: readonly TreeEntry[]): Finding[] {
  const files = entries.flatMap((entry) => ("bytes" in entry ? [entry] : []));
  const { problems, objects } = checkBundleObjects(files);
  if (problems.length === 0 && objects === 0) return [tellEmptyBundle()];
  return problems.map(({ path, line, message, isSyntax }) =>
    newFinding({
      code: isSyntax ? "yaml-syntax" : "bundle-rule",
      severity: "error",
      message: `${message.replace(/^[a-z](?=[a-z]* )/, (first) => first.toUpperCase())}.`,
      path,
      line,
    }),
  );
}

const tellEmptyBundle = (): Finding =>
  newFinding({
    code: "bundle-rule",
    severity: "error",
    message: "This bundle holds no Kubernetes object.",
    advice: "Add a .yaml file with one.",
  });

/** The fields of Chart.yaml and of every kustomization file: names that nobody reads, and values of a wrong type. */
export function findInDescriptors(tree: TreeText, kind: ArtifactKind): Finding[] {
  if (kind === "chart") return tree.has("Chart.yaml") ? checkDescriptor(tree, "Chart.yaml", CHART_YAML) : [];
  if (kind === "manifest-bundle") return [];
  return tree.paths.filter(isKustomization).flatMap((path) => checkDescriptor(tree, path, KUSTOMIZATION));
}

function checkDescriptor(tree: TreeText, path: string, schema: SchemaNode): Finding[] {
  const text = tree.read(path) ?? "";
  if (text.length > MOST_YAML_CHARACTERS) return [];
  const counter = new LineCounter();
  try {
    const document = readDocuments(text, counter)[0];
    if (!document || document.errors.length > 0) return [];
    const check: FieldCheck = {
      subject: path.slice(path.lastIndexOf("/") + 1),
      definitions: {},
      aliases: readAliases(document),
      issues: [],
      budget: MOST_NODES,
    };
    const contents: Node | null = document.contents;
    checkFields(check, contents, schema);
    return check.issues.map(({ code, message, advice, offset }) => {
      const { line, col } = counter.linePos(offset);
      // Helm passes over fields it does not know; Kustomize stops at them.
      const severity = code === "unknown-field" && schema === CHART_YAML ? "warning" : "error";
      return newFinding({ code, severity, message, advice, path, line, column: col });
    });
  } catch {
    return []; // A file that cannot be read has its own finding.
  }
}
