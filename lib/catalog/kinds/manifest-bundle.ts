import { readYaml, textOf, type YamlDocument, YamlRefusal } from "#lib/engine/findings/read-yaml.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { FileContent } from "../types.ts";
import { type GateInput, type KindRules, tried } from "./kind-rules.ts";

const isManifest = (path: string) => /\.(ya?ml|json)$/.test(path);

type Place = { path: string; line: number | null };

function bundleProblem({ path, line }: Place, why: string, cause?: unknown): Problem {
  return new Problem("bundle_invalid", {
    detail: `${line === null ? path : `${path}:${line}`}: ${why}`,
    facts: { file: path, line },
    cause,
  });
}

/** JSON is read as JSON where it is one document; several behind each other are read as YAML, like kubectl does. */
function readDocuments({ path, bytes }: FileContent): YamlDocument[] {
  try {
    const text = textOf(bytes);
    if (path.endsWith(".json")) {
      try {
        return [{ value: JSON.parse(text), line: 1 }];
      } catch {
        return readYaml(text);
      }
    }
    return readYaml(text);
  } catch (error) {
    if (error instanceof YamlRefusal) throw bundleProblem({ path, line: error.line }, error.message, error);
    throw error;
  }
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textIn(map: Record<string, unknown>, key: string): string {
  const value = map[key];
  return typeof value === "string" ? value : "";
}

/** It tells Kustomize and Flux what to take, and is no object of a cluster: it has to parse, and no more. */
const isKustomization = (path: string) => /(^|\/)(kustomization\.ya?ml)$/.test(path);

type Seen = Map<string, Place>;

/** One object, or a list of them. @throws Problem "bundle_invalid" */
function checkObject(value: unknown, place: Place, seen: Seen): void {
  if (!isMap(value)) throw bundleProblem(place, "the document is not an object");
  const apiVersion = textIn(value, "apiVersion");
  const kind = textIn(value, "kind");
  if (apiVersion === "") throw bundleProblem(place, "apiVersion is missing");
  if (kind === "") throw bundleProblem(place, "kind is missing");
  if (kind.endsWith("List") && Array.isArray(value.items)) {
    for (const item of value.items) checkObject(item, place, seen);
    return;
  }
  const metadata = isMap(value.metadata) ? value.metadata : {};
  const name = textIn(metadata, "name");
  if (name === "") throw bundleProblem(place, `metadata.name of this ${kind} is missing`);
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  const key = JSON.stringify([group, kind, textIn(metadata, "namespace"), name]);
  const first = seen.get(key);
  if (first) throw bundleProblem(place, `${kind} ${name} is already in ${first.path}:${first.line ?? 1}`);
  seen.set(key, place);
}

async function checkBundle({ files }: GateInput) {
  const refusals: Problem[] = [];
  const seen: Seen = new Map();
  for (const file of files) {
    if (!isManifest(file.path)) continue;
    const documents = tried(refusals, () => readDocuments(file)) ?? [];
    for (const { value, line } of isKustomization(file.path) ? [] : documents)
      if (value !== null) tried(refusals, () => checkObject(value, { path: file.path, line }, seen));
  }
  if (refusals.length === 0 && seen.size === 0)
    refusals.push(
      new Problem("bundle_invalid", {
        detail: "it holds no Kubernetes object",
        hint: "Add a .yaml file with one.",
      }),
    );
  return { refusals, findings: [], metadata: {}, version: null };
}

export const bundleRules: KindRules = {
  reads: isManifest,
  check: checkBundle,
  archive: { topFolder: "none" },
  packaged: (files) => files,
  topFolder: () => null,
};
