import { type Document, isScalar, LineCounter, parseAllDocuments, visit } from "yaml";
import { findEqualKeys, withoutTimes } from "./yaml-document.ts";

/** A document of a YAML file: its value as JSON would hold it, and the line where it begins, from 1. */
export type YamlDocument = { value: unknown; line: number };

/** Why a text is not YAML that a gate reads: with the line, and without its content. */
export class YamlRefusal extends Error {
  override name = "YamlRefusal";
  readonly line: number | null;
  constructor(message: string, line: number | null) {
    super(message);
    this.line = line;
  }
}

/** Aliases may multiply what a document holds by so much: an honest file repeats an anchor some times, a bomb millions. */
const MAX_ALIASES = 100;
const MAX_DEPTH = 100;

/** The text of a file, without the byte order mark that Helm also takes off (pkg/chart/loader). */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw Object.assign(new YamlRefusal("it is not UTF-8 text", null), { cause: error });
  }
}

function refuseErrors(document: Document.Parsed, lines: LineCounter): void {
  // A tag that nobody knows is a warning to the library: the value would silently be another one than is written.
  const issue = document.errors[0] ?? document.warnings.find(({ code }) => code === "TAG_RESOLVE_FAILED");
  if (!issue) return;
  const line = issue.linePos?.[0].line ?? lines.linePos(issue.pos[0]).line;
  throw new YamlRefusal(
    issue.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "unreadable",
    line,
  );
}

function refuseTraps(document: Document.Parsed, lines: LineCounter): void {
  const lineOf = (node: { range?: readonly [number, number, number] | null }) =>
    node.range ? lines.linePos(node.range[0]).line : null;
  visit(document, {
    Node(_key, node, path) {
      if (path.length > MAX_DEPTH)
        throw new YamlRefusal(`it is nested deeper than ${MAX_DEPTH} levels`, lineOf(node));
    },
    Map(_key, node) {
      if (node.items.some(({ key }) => isScalar(key) && key.value === "__proto__"))
        throw new YamlRefusal("a key is called __proto__", lineOf(node));
    },
    Scalar(_key, node) {
      // The library takes a lone dot for a number of YAML 1.1; Go does not.
      if (Number.isNaN(node.value) && !/^\.nan$/i.test(node.source ?? "")) node.value = node.source;
      if (typeof node.value === "number" && !Number.isFinite(node.value))
        throw new YamlRefusal("a number is not finite", lineOf(node));
    },
  });
}

function refuseEqualKeys(document: Document.Parsed, lines: LineCounter): void {
  const [equal] = findEqualKeys(document);
  if (equal) throw new YamlRefusal("Map keys must be unique", lines.linePos(equal.offset).line);
}

function toValue(document: Document.Parsed, line: number): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    const why = error instanceof Error ? error.message : "unreadable";
    throw Object.assign(new YamlRefusal(why, line), { cause: error });
  }
}

function parse(text: string): YamlDocument[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: "1.1",
    customTags: withoutTimes,
    intAsBigInt: true,
    // The library compares each key with each other, which takes minutes for a map of many.
    uniqueKeys: false,
    lineCounter: lines,
    // A pretty message looks for its line in the whole text, again for each error.
    prettyErrors: false,
    logLevel: "silent",
  });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    refuseErrors(document, lines);
    refuseTraps(document, lines);
    refuseEqualKeys(document, lines);
    const line = lines.linePos(document.contents?.range?.[0] ?? document.range[0]).line;
    return { value: toValue(document, line), line };
  });
}

/**
 * Every document of a YAML file. Duplicate keys, unknown tags, alias bombs, `__proto__`, numbers that are not finite and
 * nesting past 100 levels are refused (S22).
 * @throws YamlRefusal
 */
export function readYaml(text: string): YamlDocument[] {
  try {
    return parse(text);
  } catch (error) {
    // The library descends once for each level: so deep that it does not come back.
    if (error instanceof RangeError)
      throw Object.assign(new YamlRefusal(`it is nested deeper than ${MAX_DEPTH} levels`, null), {
        cause: error,
      });
    throw error;
  }
}

/** The first document of a file, as Helm and Kustomize read their own files. @throws YamlRefusal */
export function readYamlMap(text: string): Record<string, unknown> {
  const value = readYaml(text)[0]?.value;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new YamlRefusal("it is not a map of fields", 1);
  return value as Record<string, unknown>; // An object that is no list, with text for keys: toJS makes no other.
}
