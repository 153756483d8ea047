import { lineWith, type TreeText } from "./tree-text.ts";

type Place = { path: string; line?: number | null };

const NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
/** The innermost reference that was followed: `accumulating resources from 'x'`. */
const FROM = /accumulating (?:resources|components|configurations)? ?from '([^']+)'/g;
const RECURSED = /recursed (?:accumulation of|merging from) path '([^']+)'/g;
const UNKNOWN_FIELD = /unknown field "([^"]+)"/;
/** What is not fetched, as the module's own refusal names it. */
const REFUSED = /^remote \w+ (\S+) is not fetched/;
const YAML_LINE = /\byaml: line (\d+)/;

/**
 * The place that a message of Kustomize names: a file that could not be read, else the kustomization file that was at work,
 * at the line that refers to what went wrong.
 */
export function placeInBase(message: string, tree: TreeText): Place | null {
  const unreadable = placeOfUnreadable(message, tree);
  if (unreadable) return unreadable;
  const folder = folderAtWork(message, tree);
  const path = kustomizationIn(folder, tree);
  return path === null ? null : { path, line: lineOf(message, path, tree) };
}

function placeOfUnreadable(message: string, tree: TreeText): Place | null {
  const line = YAML_LINE.exec(message)?.[1];
  if (!/malformed|yaml: |json: |missing metadata|missing Resource metadata|error unmarshal/i.test(message))
    return null;
  const mentioned = tree.paths
    .filter((path) => /\.(ya?ml|json)$/.test(path) && !isKustomization(path) && namesFile(message, path))
    .sort((a, b) => b.length - a.length)[0];
  return mentioned === undefined ? null : { path: mentioned, line: line === undefined ? null : Number(line) };
}

/** Kustomize names a file by its path from the folder at work, so its name may be all that is there. */
function namesFile(message: string, path: string): boolean {
  const name = path.split("/").at(-1) ?? path;
  const at = message.lastIndexOf(name);
  return at >= 0 && !/[\w.-]/.test(message[at - 1] ?? " ") && !/[\w-]/.test(message[at + name.length] ?? " ");
}

/** The folder whose kustomization was read last: each nesting names the one it went into. */
function folderAtWork(message: string, tree: TreeText): string {
  const last = [...message.matchAll(RECURSED)].at(-1)?.[1];
  const folder = last === undefined || last === "." ? "" : last.replace(/\/$/, "");
  return kustomizationIn(folder, tree) === null ? "" : folder;
}

function kustomizationIn(folder: string, tree: TreeText): string | null {
  const prefix = folder === "" ? "" : `${folder}/`;
  return NAMES.map((name) => prefix + name).find((path) => tree.has(path)) ?? null;
}

const isKustomization = (path: string) => NAMES.includes(path.split("/").at(-1) ?? "");

function lineOf(message: string, path: string, tree: TreeText): number | null {
  const field = UNKNOWN_FIELD.exec(message)?.[1];
  const target =
    /patch "[^"]*\/([^".]+)\./.exec(message)?.[1] ?? /no matches for Id [^/]*\/([^.;\s]+)/.exec(message)?.[1];
  const words = [
    field,
    REFUSED.exec(message)?.[1],
    ...[...message.matchAll(FROM)].map(([, reference]) => reference).reverse(),
    target,
    /HelmChartInflationGenerator|^helm chart /.test(message) ? "helmCharts:" : undefined,
  ];
  for (const word of words) {
    const line = word === undefined ? null : lineWith(tree, path, word);
    if (line !== null) return line;
  }
  const line = YAML_LINE.exec(message)?.[1];
  return line === undefined ? null : Number(line);
}
