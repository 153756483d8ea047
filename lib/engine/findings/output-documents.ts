import { parseDocument } from "yaml";

/** The object that a document holds, as far as its text tells without reading all of it. */
export type OutputObject = { apiVersion: string; kind: string; namespace: string; name: string };

/** One document of a rendered output. Lines count from one; the first is its `---`, the last stands before the next one. */
export type OutputDocument = {
  startLine: number;
  endLine: number;
  /** The file of the artifact it came from; null where that is not known. */
  source: string | null;
  object: OutputObject | null;
};

/** A line of a file; null where only the file is known. Lines count from one. */
export type OutputPlace = { path: string; line: number | null };

/** Where each line of a document came from, by index; null where that is not known. */
export type DocumentLines = readonly (OutputPlace | null)[];

/** A document as it is cut out of the output: where its own text begins, and what its `# Source:` comment says. */
export type CutDocument = {
  startLine: number;
  endLine: number;
  /** First line of `lines`: after the marker and the comment. */
  firstLine: number;
  lines: readonly string[];
  comment: string | null;
};

const SOURCE = /^# Source: (.+)$/;
/** Three dashes in the first column begin a document; no scalar of YAML can hold such a line, whatever its style. */
const isMarker = (line: string) => line.startsWith("---") && (line.length === 3 || /^---\s/.test(line));

const isNothing = (line: string) => /^\s*(#.*)?$/.test(line);

/** Cuts an output at its `---` lines. What stands behind the dashes on their line belongs to the document. */
export function cutDocuments(output: string): CutDocument[] {
  const lines = output.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const starts = lines.flatMap((line, index) => (isMarker(line) ? [index] : []));
  if (starts[0] !== 0 && lines.length > 0) starts.unshift(0);
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? lines.length;
    const marker = lines[start] ?? "";
    const hasOwnLine = isMarker(marker) && /^---\s*(#.*)?$/.test(marker);
    let first = hasOwnLine ? start + 1 : start;
    const comment = SOURCE.exec(lines[first] ?? "")?.[1]?.trimEnd() ?? null;
    if (comment !== null) first += 1;
    return {
      startLine: start + 1,
      endLine: end,
      firstLine: first + 1,
      lines: lines.slice(first, end),
      comment,
    };
  });
}

/** A document with nothing in it but comments and blank lines. */
export const isBlank = (document: CutDocument) => document.lines.every(isNothing);

const unquote = (text: string): string => {
  const plain = text.trim();
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'((?:[^']|'')*)'/.exec(plain);
  if (quoted) return quoted[1] ?? (quoted[2] ?? "").replaceAll("''", "'");
  return plain.replace(/\s#[\s\S]*$/, "").trim();
};

const MOST_FLOW_CHARACTERS = 65_536;

const TOP_FIELD = /^["']?(\w+)["']?:(?:\s([\s\S]*))?$/;

/** Reads what a document is from its first columns, quickly; only one in flow style is parsed, and only if it is small. */
export function readObject({ lines }: CutDocument): OutputObject | null {
  if (lines.some((line) => /^[{[]|^metadata:\s*[{&*]/.test(line))) return readFlowObject(lines);
  const text = (key: string) => {
    const line = lines.find((line) => TOP_FIELD.exec(line)?.[1] === key);
    return line === undefined ? "" : unquote(TOP_FIELD.exec(line)?.[2] ?? "");
  };
  const kind = text("kind");
  if (kind === "") return null;
  return { apiVersion: text("apiVersion"), kind, ...readMetadata(lines) };
}

/** Name and namespace: the fields of `metadata` that stand as far in as its first one. */
function readMetadata(lines: readonly string[]): { namespace: string; name: string } {
  const found = { namespace: "", name: "" };
  const start = lines.findIndex((line) => TOP_FIELD.exec(line)?.[1] === "metadata");
  if (start < 0) return found;
  let indent = "";
  for (const line of lines.slice(start + 1)) {
    if (isNothing(line)) continue;
    if (/^\S/.test(line)) break;
    indent ||= /^\s+/.exec(line)?.[0] ?? "";
    const field = /^(\s+)["']?(name|namespace)["']?:\s([\s\S]*)$/.exec(line);
    if (field?.[1] === indent && (field[2] === "name" || field[2] === "namespace"))
      found[field[2]] = unquote(field[3] ?? "");
  }
  return found;
}

function readFlowObject(lines: readonly string[]): OutputObject | null {
  const text = lines.join("\n");
  if (text.length > MOST_FLOW_CHARACTERS) return null;
  try {
    const document = parseDocument(text, { logLevel: "silent" });
    const at = (...path: string[]) => {
      const value = document.getIn(path);
      return typeof value === "string" ? value : "";
    };
    const kind = at("kind");
    if (kind === "") return null;
    return {
      apiVersion: at("apiVersion"),
      kind,
      namespace: at("metadata", "namespace"),
      name: at("metadata", "name"),
    };
  } catch {
    return null; // What cannot be read is no object that we could name.
  }
}
