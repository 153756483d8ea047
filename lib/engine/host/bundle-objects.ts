import { readYaml, textOf, type YamlDocument, YamlRefusal } from "../findings/read-yaml.ts";

/** What is wrong with a file of a bundle. `isSyntax`: it cannot be read at all. */
export type BundleProblem = {
  path: string;
  line: number | null;
  message: string;
  isSyntax: boolean;
  cause?: unknown;
};

type BundleFile = { path: string; bytes: Uint8Array };
type Place = { path: string; line: number | null };
type Seen = Map<string, Place>;

export const isManifest = (path: string) => /\.(ya?ml|json)$/.test(path);

/** It tells Kustomize and Flux what to take, and is no object of a cluster: it has to parse, and no more. */
export const isKustomization = (path: string) => /(^|\/)(kustomization\.ya?ml)$/.test(path);

/** JSON is read as JSON where it is one document; several behind each other are read as YAML, like kubectl does. */
function readDocuments({ path, bytes }: BundleFile): YamlDocument[] {
  const text = textOf(bytes);
  if (path.endsWith(".json")) {
    try {
      return [{ value: JSON.parse(text), line: 1 }];
    } catch {
      return readYaml(text);
    }
  }
  return readYaml(text);
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textIn(map: Record<string, unknown>, key: string): string {
  const value = map[key];
  return typeof value === "string" ? value : "";
}

/** @returns what is wrong with one object, or with the first of a list that has something wrong */
function problemOf(value: unknown, place: Place, seen: Seen): string | null {
  if (!isMap(value)) return "the document is not an object";
  const apiVersion = textIn(value, "apiVersion");
  const kind = textIn(value, "kind");
  if (apiVersion === "") return "apiVersion is missing";
  if (kind === "") return "kind is missing";
  if (kind.endsWith("List") && Array.isArray(value.items)) {
    for (const item of value.items) {
      const problem = problemOf(item, place, seen);
      if (problem !== null) return problem;
    }
    return null;
  }
  const metadata = isMap(value.metadata) ? value.metadata : {};
  const name = textIn(metadata, "name");
  if (name === "") return `metadata.name of this ${kind} is missing`;
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  const key = JSON.stringify([group, kind, textIn(metadata, "namespace"), name]);
  const first = seen.get(key);
  if (first) return `${kind} ${name} is already in ${first.path}:${first.line ?? 1}`;
  seen.set(key, place);
  return null;
}

function problemsOfFile(file: BundleFile, seen: Seen): BundleProblem[] {
  const { path } = file;
  const documents = readDocuments(file);
  if (isKustomization(path)) return [];
  return documents.flatMap(({ value, line }) => {
    const message = value === null ? null : problemOf(value, { path, line }, seen);
    return message === null ? [] : [{ path, line, message, isSyntax: false }];
  });
}

/** Holds the files of a bundle against PUB-9: each parses, each document is an object with a name, none is there twice. */
export function checkBundleObjects(files: readonly BundleFile[]): {
  problems: BundleProblem[];
  objects: number;
} {
  const problems: BundleProblem[] = [];
  const seen: Seen = new Map();
  for (const file of files) {
    if (!isManifest(file.path)) continue;
    try {
      problems.push(...problemsOfFile(file, seen));
    } catch (error) {
      if (!(error instanceof YamlRefusal)) throw error;
      const { line, message } = error;
      problems.push({ path: file.path, line, message, isSyntax: true, cause: error });
    }
  }
  return { problems, objects: seen.size };
}
