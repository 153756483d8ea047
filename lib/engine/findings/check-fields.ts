import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { findEqualItems } from "./check-list-keys.ts";
import { resolveSchema, type SchemaNode } from "./kubernetes-schemas.ts";
import { suggestName } from "./suggest-name.ts";
import { type Field, readFields } from "./yaml-document.ts";

/** Something a schema does not allow, at an offset of the document's text. */
export type FieldIssue = {
  code: "unknown-field" | "wrong-type" | "missing-field" | "equal-items";
  message: string;
  advice: string;
  offset: number;
};

export type FieldCheck = {
  /** What the sentences are about: `Deployment`, `Chart.yaml`. */
  subject: string;
  definitions: Readonly<Record<string, SchemaNode>>;
  aliases: ReadonlyMap<Alias, Node>;
  issues: FieldIssue[];
  /** Nodes that may still be looked at: what ends an alias bomb. */
  budget: number;
};

export const MOST_NODES = 300_000;
const MOST_DEPTH = 100;
const MOST_ISSUES = 200;

/** Where the check is: the path so far, and the offset of the key that leads here. */
type Spot = { path: string; depth: number; key: number | null };

const TOP: Spot = { path: "", depth: 0, key: null };

/** Checks a node and all below it against a schema. Null is taken for everything, as the server takes it. */
export function checkFields(
  check: FieldCheck,
  node: Node | null,
  schema: SchemaNode,
  spot: Spot = TOP,
): void {
  check.budget -= 1;
  if (isSpent(check) || spot.depth > MOST_DEPTH) return;
  const target = isAlias(node) ? check.aliases.get(node) : node;
  const rule = resolveSchema(schema, check.definitions);
  if (!rule || isNull(target)) return;
  const offset = offsetOf(node ?? target, spot);
  const wrong = (must: string, advice: string) => {
    const message = `${spot.path || check.subject} is ${tellValue(target)}, but must be ${must}.`;
    check.issues.push({ code: "wrong-type", message, advice, offset });
  };
  const type = typeOf(rule);
  if (type === "object" && isMap(target)) checkMap(check, target, rule, { ...spot, key: offset });
  else if (type === "object") wrong("an object", "");
  else if (type === "array" && isSeq(target)) checkList(check, target, rule, spot);
  else if (type === "array") wrong("a list", isMap(target) ? "Begin each item with a dash." : "");
  else if (type !== "any") checkScalar(target, rule, wrong);
}

/** Where an alias stands, not where its anchor does, is where people look; of what has many lines, its key. */
function offsetOf(node: Node, { key }: Spot): number {
  const own = node.range?.[0] ?? 0;
  return isScalar(node) ? own : (key ?? own);
}

const isSpent = (check: FieldCheck) => check.budget < 0 || check.issues.length >= MOST_ISSUES;

const isNull = (node: Node | null | undefined): node is null | undefined =>
  !node || (isScalar(node) && node.value === null);

function typeOf(rule: SchemaNode): string {
  if (rule["x-kubernetes-int-or-string"] || rule.format === "int-or-string") return "int-or-string";
  if (rule.type !== undefined) return rule.type;
  return rule.properties ? "object" : "any";
}

const join = (path: string, name: string) => {
  const part = /^[\w-]+$/.test(name) ? name : `["${name}"]`;
  return path === "" || part.startsWith("[") ? `${path}${part}` : `${path}.${part}`;
};

function checkMap(check: FieldCheck, map: YAMLMap, rule: SchemaNode, spot: Spot): void {
  const fields = readFields(map, check.aliases);
  const known = rule.properties ?? {};
  const others = rule.additionalProperties;
  const isClosed = !isOpen(rule);
  const meant = new Set<string | null>();
  for (const { name, key, value } of fields.values()) {
    const at = key.range?.[0] ?? 0;
    const place: Spot = { path: join(spot.path, name), depth: spot.depth + 1, key: at };
    const schema = Object.hasOwn(known, name) ? known[name] : others;
    if (typeof schema === "object") checkFields(check, value, schema, place);
    else if (isClosed) meant.add(tellUnknown(check, name, place, Object.keys(known)));
  }
  if (!spot.path.startsWith("status")) checkRequired(check, fields, rule.required ?? [], spot, meant);
}

/** Tells what must be there and is not. What is only misspelt is there. */
function checkRequired(
  check: FieldCheck,
  fields: ReadonlyMap<string, Field>,
  required: readonly string[],
  spot: Spot,
  meant: ReadonlySet<string | null>,
): void {
  for (const name of required) {
    if (meant.has(name) || !isNull(fields.get(name)?.value)) continue;
    const message = `${check.subject} has no ${join(spot.path, name)}, which is required.`;
    check.issues.push({ code: "missing-field", message, advice: "", offset: spot.key ?? 0 });
  }
}

/** Whether fields that it does not name are allowed; one that names none allows all. */
function isOpen(rule: SchemaNode): boolean {
  return (
    rule["x-kubernetes-preserve-unknown-fields"] === true ||
    rule["x-kubernetes-embedded-resource"] === true ||
    rule.additionalProperties === true ||
    (rule.properties === undefined && rule.additionalProperties === undefined)
  );
}

/** @returns the field that was likely meant */
function tellUnknown(check: FieldCheck, name: string, spot: Spot, names: readonly string[]): string | null {
  const near = suggestName(name, names);
  check.issues.push({
    code: "unknown-field",
    message: `${check.subject} has no field ${spot.path}${near === null ? "." : `; did you mean ${near}?`}`,
    advice: near === null ? "Remove it, or move it to where it belongs." : `Write ${near}.`,
    offset: spot.key ?? 0,
  });
  return near;
}

function checkList(check: FieldCheck, list: YAMLSeq, rule: SchemaNode, spot: Spot): void {
  const { items } = rule;
  if (!items) return;
  for (const { index, first, keys, offset } of findEqualItems(list, rule, check.aliases))
    check.issues.push({
      code: "equal-items",
      message: `${spot.path}[${index}] has the same ${keys} as [${first}]: Kubernetes takes both for one item.`,
      advice: "Remove one of them. Server-side apply refuses both.",
      offset,
    });
  list.items.forEach((item, index) => {
    const place: Spot = { path: `${spot.path}[${index}]`, depth: spot.depth + 1, key: null };
    checkFields(check, item as Node, items, place); // The parser makes nodes of all items.
  });
}

type Wrong = (must: string, advice: string) => void;

/** Quantities may be written as numbers: scripts/build-kubernetes-schemas.ts marks them. */
const isQuantity = (rule: SchemaNode) => rule.format === "quantity";
/** Go's reader of YAML takes this form of an octal number; the library here takes it for text. */
const isOctal = (node: Scalar) => node.type === "PLAIN" && /^0o[0-7]+$/.test(node.source ?? "");
/** One letter: a boolean to YAML 1.1 on paper, and text to some of its readers. */
const isLetter = (node: Scalar) => /^[yn]$/i.test(node.source ?? "");

function checkScalar(node: Node, rule: SchemaNode, wrong: Wrong): void {
  const type = typeOf(rule);
  if (!isScalar(node)) {
    wrong(TYPE_NAMES[type] ?? type, "");
    return;
  }
  const { value } = node;
  if (!isOfType(node, type, rule)) wrong(TYPE_NAMES[type] ?? type, adviseScalar(node, type));
  else if (rule.enum && value !== "" && !rule.enum.includes(value))
    wrong(`one of ${rule.enum.map(String).join(", ")}`, "");
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "a string",
  integer: "an integer",
  number: "a number",
  boolean: "true or false",
  "int-or-string": "an integer or a string",
};

function isOfType(node: Scalar, type: string, rule: SchemaNode): boolean {
  const { value } = node;
  switch (type) {
    case "string":
      return typeof value === "string" || (typeof value === "number" && isQuantity(rule)) || isLetter(node);
    case "integer":
      return (typeof value === "number" && Number.isInteger(value)) || isOctal(node);
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "int-or-string":
      return typeof value === "string" || (typeof value === "number" && Number.isInteger(value));
    default:
      return true;
  }
}

function adviseScalar(node: Scalar, type: string): string {
  const isQuoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
  if (type === "string") return "Put it in quotes; in a template, pipe it through quote.";
  const couldBe =
    type === "boolean" ? /^(true|false)$/.test(String(node.value)) : /^-?\d+$/.test(String(node.value));
  return isQuoted && couldBe ? "Write it without quotes; in a template, without quote." : "";
}

const MOST_SHOWN = 40;

/** A value as a sentence shows it: `"two"`, `3`, `a list`. */
function tellValue(node: Node): string {
  if (isMap(node)) return "an object";
  if (isSeq(node)) return "a list";
  if (!isScalar(node)) return "something else";
  const { value } = node;
  if (typeof value !== "string") return node.source?.slice(0, MOST_SHOWN) ?? String(value);
  const line = value.split("\n")[0] ?? "";
  return line.length < value.length || line.length > MOST_SHOWN
    ? `"${line.slice(0, MOST_SHOWN)}…"`
    : `"${line}"`;
}
