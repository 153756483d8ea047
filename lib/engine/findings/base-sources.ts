import { isMap, isSeq, parseDocument } from "yaml";
import type { TreeText } from "../host/tree-text.ts";
import {
  type CutDocument,
  cutDocuments,
  type DocumentLines,
  type OutputDocument,
  type OutputObject,
  type OutputPlace,
  readObject,
} from "./output-documents.ts";
import { type FieldPlace, readFieldPlaces } from "./yaml-lines.ts";

/** An object as a file of the base has it: a resource, or a patch of one. */
type Written = { path: string; cut: CutDocument; object: OutputObject; isResource: boolean };

const MOST_FILES = 2_000;
const isYaml = (path: string) => /\.(ya?ml|json)$/.test(path);
export const isKustomization = (path: string) => /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);

const groupOf = (apiVersion: string) =>
  apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";

/** The files that kustomization files name under `resources`; where there are none, every file may be one. */
function readResources(tree: TreeText): Set<string> {
  const found = new Set<string>();
  for (const path of tree.paths.filter(isKustomization)) {
    const text = tree.read(path) ?? "";
    if (text.length > 262_144) continue;
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "";
    const contents = parseDocument(text, { logLevel: "silent" }).contents;
    const resources = isMap(contents) ? contents.get("resources") : null;
    for (const item of isSeq(resources) ? resources.items : []) found.add(resolve(folder, String(item)));
  }
  return found;
}

function resolve(folder: string, reference: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${reference}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function readWritten(tree: TreeText): Written[] {
  const resources = readResources(tree);
  return tree.paths
    .filter((path) => isYaml(path) && !isKustomization(path))
    .slice(0, MOST_FILES)
    .flatMap((path) =>
      cutDocuments(tree.read(path) ?? "").flatMap((cut): Written[] => {
        const object = readObject(cut);
        return object ? [{ path, cut, object, isResource: resources.has(path) }] : [];
      }),
    );
}

/** How well a written object may have become a printed one, whose name may have a prefix, a suffix or a hash by now. */
function scoreMatch({ object, isResource }: Written, printed: OutputObject): number {
  if (object.kind !== printed.kind || object.name === "") return 0;
  if (groupOf(object.apiVersion) !== groupOf(printed.apiVersion)) return 0;
  const isSame = object.name === printed.name;
  if (!isSame && !printed.name.includes(object.name)) return 0;
  const name = isSame ? 4 : 2 + object.name.length / printed.name.length;
  return name + (isResource ? 1.5 : 0) + (object.namespace === printed.namespace ? 0.2 : 0);
}

/** Finds the documents of a `kustomize build` again in the files of a base: resources, their patches, generators. */
export function openBaseSources(tree: TreeText) {
  let written: Written[] | null = null;
  const fields = new Map<CutDocument, Map<string, FieldPlace>>();
  const fieldsOf = (cut: CutDocument) => {
    const known = fields.get(cut) ?? readFieldPlaces(cut.lines.join("\n"));
    fields.set(cut, known);
    return known;
  };
  const matching = (printed: OutputObject): Written[] => {
    written ??= readWritten(tree);
    return written
      .map((entry) => ({ entry, score: scoreMatch(entry, printed) }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score)
      .map(({ entry }) => entry);
  };
  return {
    fileOfObject: (printed: OutputObject): string | null =>
      matching(printed)[0]?.path ?? findGenerator(tree, printed)?.path ?? null,
    alignDocument: (cut: CutDocument, { object }: OutputDocument): DocumentLines => {
      const candidates = object ? matching(object) : [];
      const generator = object && candidates.length === 0 ? findGenerator(tree, object) : null;
      if (generator) return cut.lines.map(() => generator);
      const lines: (OutputPlace | null)[] = cut.lines.map(() => null);
      for (const [field, { line, value }] of fieldsOf(cut)) {
        if (lines[line]) continue;
        lines[line] = findField(candidates, fieldsOf, field, value);
      }
      return followBlocks(lines, cut, tree);
    },
  };
}

/** The file that says the same of a field; else the first that says anything of it. */
function findField(
  candidates: readonly Written[],
  fieldsOf: (cut: CutDocument) => Map<string, FieldPlace>,
  field: string,
  value: string | null,
): OutputPlace | null {
  let first: OutputPlace | null = null;
  for (const { cut, path } of candidates) {
    const place = fieldsOf(cut).get(field);
    if (!place) continue;
    const found = { path, line: cut.firstLine + place.line };
    if (place.value === value) return found;
    first ??= found;
  }
  return first;
}

/** Further lines of a text that spans several: they follow their first, as long as the file says the same. */
function followBlocks(lines: (OutputPlace | null)[], cut: CutDocument, tree: TreeText): DocumentLines {
  const texts = new Map<string, string[]>();
  const linesOf = (path: string) => {
    const known = texts.get(path) ?? (tree.read(path) ?? "").split("\n");
    texts.set(path, known);
    return known;
  };
  for (let index = 1; index < lines.length; index += 1) {
    const before = lines[index - 1];
    if (lines[index] || !before || before.line === null) continue;
    if (linesOf(before.path)[before.line]?.trim() === cut.lines[index]?.trim())
      lines[index] = { path: before.path, line: before.line + 1 };
  }
  return lines;
}

/** The line of a kustomization file that gives a generated ConfigMap or Secret its name. */
function findGenerator(tree: TreeText, { kind, name }: OutputObject): OutputPlace | null {
  const list = { ConfigMap: "configMapGenerator", Secret: "secretGenerator" }[kind];
  if (!list) return null;
  for (const path of tree.paths.filter(isKustomization)) {
    const lines = (tree.read(path) ?? "").split("\n");
    let isInList = false;
    for (const [index, line] of lines.entries()) {
      if (/^\w/.test(line)) isInList = line.startsWith(`${list}:`);
      const said = isInList ? /^\s*(?:-\s+)?name:\s*["']?([^"'\s#]+)/.exec(line)?.[1] : undefined;
      if (said && name.includes(said)) return { path, line: index + 1 };
    }
  }
  return null;
}
