import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLSeq,
} from "yaml";
import { folderOf } from "./file-path.ts";

/** Fields that list paths as plain strings. */
const PATH_LISTS = [
  "resources",
  "bases",
  "components",
  "crds",
  "configurations",
  "generators",
  "transformers",
  "validators",
  "patchesStrategicMerge",
];
/** Fields whose items name a file under `path`. */
const PATH_ITEMS = ["patches", "patchesJson6902", "replacements"];
/** Fields whose items list files under `files` (also as `key=path`) and `envs`. */
const FILE_ITEMS = ["configMapGenerator", "secretGenerator"];

/** What happens to the files: `to` is the new path, or null where the file is deleted. Paths are the tree's. */
export type FileMove = { readonly from: string; readonly to: string | null };

/** The files that a kustomization's `resources` names, as paths of the tree, in order. */
export function listResources(text: string, kustomization: string): string[] {
  const list = readable(text)?.get("resources");
  if (!isSeq(list)) return [];
  return list.items.flatMap((item) =>
    isScalar(item) && typeof item.value === "string" ? fromRelative(kustomization, item.value) : [],
  );
}

/**
 * Adds a file to `resources`. Every other byte of the text stays: comments, order, quotes, indents.
 * @returns the text as it was where the file is listed, or where the text cannot be read
 */
export function addResource(text: string, kustomization: string, path: string): string {
  const document = readable(text);
  if (!document || listResources(text, kustomization).includes(path)) return text;
  const entry = toRelative(kustomization, path);
  const list = document.get("resources");
  if (isSeq(list) && !list.flow && list.items.length > 0) return insertAfterLast(text, list, entry);
  if (isSeq(list)) {
    list.add(entry);
    list.flow = list.items.length > 1;
    return written(document, text);
  }
  const ended = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  if (!document.has("resources")) return `${ended}resources:\n${itemIndent(text)}- ${quoted(entry)}\n`;
  document.set("resources", [entry]);
  return written(document, text);
}

/** Keeps every reference of a kustomization in step with files that were moved or deleted. */
export function followFiles(text: string, kustomization: string, moves: readonly FileMove[]): string {
  let now = text;
  for (const move of moves) now = followOne(now, kustomization, move);
  return now;
}

function followOne(text: string, kustomization: string, { from, to }: FileMove): string {
  const document = readable(text);
  if (!document) return text;
  const references = referencesTo(document, kustomization, from);
  const first = references[0];
  if (!first) return text;
  if (to === null) {
    for (const { remove } of references) remove();
    dropEmptyLists(document, new Set(references.map((reference) => reference.list)));
    return onlyLinesRemoved(text, references) ?? written(document, text);
  }
  // From the end, so that the places found stay right.
  return references.toReversed().reduce((now, { scalar, prefix }) => {
    const range = scalar.range;
    if (!range) return now;
    const value = `${prefix}${toRelative(kustomization, to)}`;
    return now.slice(0, range[0]) + requoted(now.slice(range[0], range[1]), value) + now.slice(range[1]);
  }, text);
}

type Reference = { scalar: Scalar; prefix: string; list: YAMLSeq; remove: () => void };

function referencesTo(document: Document, kustomization: string, path: string): Reference[] {
  const names = (value: unknown) => {
    if (!isScalar(value) || typeof value.value !== "string") return null;
    const equals = value.value.indexOf("=");
    const prefix = equals > 0 ? value.value.slice(0, equals + 1) : "";
    return fromRelative(kustomization, value.value.slice(prefix.length))[0] === path
      ? { scalar: value, prefix }
      : null;
  };
  const inList = (list: unknown): Reference[] =>
    isSeq(list)
      ? list.items.flatMap((item) => {
          const found = names(item);
          return found ? [{ ...found, list, remove: () => without(list, item) }] : [];
        })
      : [];
  const byPath = (list: unknown): Reference[] =>
    isSeq(list)
      ? list.items.flatMap((item) => {
          const found = isMap(item) ? names(item.get("path", true)) : null;
          return found ? [{ ...found, list, remove: () => without(list, item) }] : [];
        })
      : [];
  const inItems = (list: unknown) =>
    isSeq(list)
      ? list.items.flatMap((item) =>
          isMap(item) ? [...inList(item.get("files")), ...inList(item.get("envs"))] : [],
        )
      : [];
  return [
    ...PATH_LISTS.flatMap((field) => inList(document.get(field))),
    ...PATH_ITEMS.flatMap((field) => byPath(document.get(field))),
    ...FILE_ITEMS.flatMap((field) => inItems(document.get(field))),
  ].sort((one, other) => (one.scalar.range?.[0] ?? 0) - (other.scalar.range?.[0] ?? 0));
}

function without(list: YAMLSeq, item: unknown): void {
  list.items = list.items.filter((other) => other !== item);
}

function dropEmptyLists(document: Document, lists: ReadonlySet<unknown>): void {
  if (!isMap(document.contents)) return;
  const emptied = ({ value }: Pair) => lists.has(value) && isSeq(value) && value.items.length === 0;
  document.contents.items = document.contents.items.filter((pair) => !emptied(pair));
}

/** Where each reference is an item on a line of its own, and its list keeps others: only these lines go. */
function onlyLinesRemoved(text: string, references: readonly Reference[]): string | null {
  let now = text;
  for (const { scalar, list } of references.toReversed()) {
    const range = scalar.range;
    if (!range || list.items.length === 0) return null;
    const lineStart = now.lastIndexOf("\n", range[0] - 1) + 1;
    const lineEnd = now.indexOf("\n", range[1]);
    const end = lineEnd < 0 ? now.length : lineEnd + 1;
    if (!/^\s*-\s+$/.test(now.slice(lineStart, range[0]))) return null;
    if (!/^[ \t]*(?:#.*)?\r?\n?$/.test(now.slice(range[1], end))) return null;
    now = now.slice(0, lineStart) + now.slice(end);
  }
  return now;
}

function insertAfterLast(text: string, list: YAMLSeq, entry: string): string {
  const last = list.items.at(-1);
  const range = isScalar(last) || isMap(last) || isSeq(last) ? last.range : null;
  if (!range || !list.range) return text;
  const lineStart = text.lastIndexOf("\n", list.range[0] - 1) + 1;
  const indent = " ".repeat(list.range[0] - lineStart);
  const newline = text.indexOf("\n", Math.max(range[1] - 1, range[0]));
  const at = newline < 0 ? text.length : newline + 1;
  const before = newline < 0 ? `${text}\n` : text.slice(0, at);
  return `${before}${indent}- ${quoted(entry)}\n${text.slice(at)}`;
}

function readable(text: string): Document | null {
  const document = parseDocument(text);
  if (document.errors.length > 0) return null;
  return document.contents === null || isMap(document.contents) ? document : null;
}

const itemIndent = (text: string) => (/^[\w-]+:[^\n]*\n\s+- /m.test(text) ? "  " : "");

function written(document: Document, text: string): string {
  return document.toString({
    lineWidth: 0,
    indentSeq: itemIndent(text) !== "",
    flowCollectionPadding: false,
  });
}

const quoted = (value: string) => (/^[\w./][\w./@=-]*$/.test(value) ? value : JSON.stringify(value));

function requoted(before: string, value: string): string {
  const quote = before[0];
  return quote === '"' || quote === "'" ? `${quote}${value}${quote}` : quoted(value);
}

function fromRelative(kustomization: string, value: string): string[] {
  if (value === "" || /^[a-z+]+:\/\/|^\/|[?]/.test(value)) return [];
  const parts = folderOf(kustomization) === "" ? [] : folderOf(kustomization).split("/");
  for (const part of value.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return [parts.join("/")];
}

function toRelative(kustomization: string, path: string): string {
  const from = folderOf(kustomization) === "" ? [] : folderOf(kustomization).split("/");
  const to = path.split("/");
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}
