import { type Document, isMap, isScalar, isSeq, LineCounter, type Node } from "yaml";
import type { Finding } from "../schema.ts";
import { type ApiState, judgeApi } from "./api-lifecycle.ts";
import { checkFields, type FieldCheck, MOST_NODES } from "./check-fields.ts";
import type { CustomKinds } from "./custom-resources.ts";
import type { KubernetesSchemas } from "./kubernetes-schemas.ts";
import type { FindingCode } from "./new-finding.ts";
import { sayApiState } from "./say-api-state.ts";
import {
  type Field,
  findEqualKeys,
  MOST_YAML_CHARACTERS,
  readAliases,
  readDocuments,
  readFields,
} from "./yaml-document.ts";

/** What is wrong with one document, at a line and column of its own text, both from one. */
export type DocumentIssue = {
  code: FindingCode;
  severity: Finding["severity"];
  message: string;
  advice: string;
  line: number;
  column: number;
  object: string | null;
  /** Minors it holds for; empty where it holds whatever the minor. */
  minors: readonly string[];
  /** Of `unknown-kind`: the kind, told once however many objects there are. */
  kind: string | null;
};

type Place = { line: number; column: number };
type Told = Omit<DocumentIssue, "line" | "column" | "minors" | "object" | "kind"> & { kind?: string };
type Tell = (issue: Told, offset: number, object: string | null, minor: string | null) => void;

/** Checks one document of rendered output against the schemas of several minors, and against the artifact's own CRDs. */
export function checkDocument(
  text: string,
  schemas: readonly KubernetesSchemas[],
  customKinds: CustomKinds,
): DocumentIssue[] {
  const counter = new LineCounter();
  const found = new Map<string, DocumentIssue & { minors: string[] }>();
  const tell: Tell = ({ kind = null, ...issue }, offset, object, minor) => {
    const key = `${issue.code} ${offset} ${issue.message}`;
    const known = found.get(key);
    if (known) {
      if (minor !== null) known.minors.push(minor);
      return;
    }
    const { line, col } = counter.linePos(offset);
    const place: Place = { line: Math.max(1, line), column: Math.max(1, col) };
    found.set(key, { ...issue, ...place, object, kind, minors: minor === null ? [] : [minor] });
  };
  const bad = (message: string) =>
    tell({ code: "not-checked", severity: "info", message, advice: "" }, 0, null, null);
  if (text.length > MOST_YAML_CHARACTERS) {
    bad("This document is larger than 2 MB: it was not checked.");
    return [...found.values()];
  }
  try {
    for (const document of readDocuments(text, counter)) checkParsed(document, schemas, customKinds, tell);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The library descends once for each level: so deep that it does not come back.
    bad("This document is nested too deep: it was not checked.");
  }
  return [...found.values()];
}

function checkParsed(
  document: Document.Parsed,
  schemas: readonly KubernetesSchemas[],
  customKinds: CustomKinds,
  tell: Tell,
): void {
  const [error] = document.errors;
  if (error) {
    const message = `This is not YAML: ${error.message.replace(/[.!?]?$/, ".")}`;
    tell({ code: "yaml-syntax", severity: "error", message, advice: "" }, error.pos[0], null, null);
    return;
  }
  for (const { key, offset } of findEqualKeys(document)) {
    const message = `The key ${key} stands twice in one map: the last one counts.`;
    tell(
      { code: "yaml-syntax", severity: "warning", message, advice: "Remove one of them." },
      offset,
      null,
      null,
    );
  }
  const base = { aliases: readAliases(document), customKinds, schemas, tell, budget: { left: MOST_NODES } };
  checkObject(base, document.contents, 0);
}

type ObjectCheck = Pick<FieldCheck, "aliases"> & {
  customKinds: CustomKinds;
  schemas: readonly KubernetesSchemas[];
  tell: Tell;
  budget: { left: number };
};

const textOf = (node: Node | null | undefined): string =>
  isScalar(node) && typeof node.value === "string" ? node.value : "";

/** One object, or a list of them. */
function checkObject(check: ObjectCheck, node: Node | null, depth: number): void {
  if (!node || (isScalar(node) && node.value === null)) return;
  const start = node.range?.[0] ?? 0;
  if (!isMap(node)) {
    const message = "This document is no Kubernetes object: it is not a map of fields.";
    check.tell({ code: "wrong-type", severity: "error", message, advice: "" }, start, null, null);
    return;
  }
  const fields = readFields(node, check.aliases);
  const text = (name: string) => textOf(fields.get(name)?.value);
  const [apiVersion, kind] = [text("apiVersion"), text("kind")];
  if (kind === "" || apiVersion === "") {
    const absent = ["apiVersion", "kind"].filter((name) => text(name) === "").join(" and no ");
    const message = `This object has no ${absent}: Kubernetes cannot tell what it is.`;
    check.tell({ code: "missing-field", severity: "error", message, advice: "" }, start, null, null);
    return;
  }
  const items = fields.get("items")?.value;
  if (apiVersion === "v1" && kind === "List" && isSeq(items) && depth < 4) {
    for (const item of items.items) checkObject(check, item as Node, depth + 1); // The parser makes nodes of all items.
    return;
  }
  const object = nameObject(check, node, fields, { apiVersion, kind });
  const place = fields.get("apiVersion")?.key.range?.[0] ?? 0;
  for (const schemas of check.schemas)
    checkAgainst(check, node, { apiVersion, kind, object, place }, schemas);
}

/** `apps/v1 Deployment web`; tells where an object has no name. */
function nameObject(
  check: ObjectCheck,
  node: Node,
  fields: ReadonlyMap<string, Field>,
  { apiVersion, kind }: Pick<Named, "apiVersion" | "kind">,
): string {
  const metadata = fields.get("metadata")?.value ?? null;
  const names = isMap(metadata) ? readFields(metadata, check.aliases) : new Map<string, Field>();
  const name = textOf(names.get("name")?.value);
  const object = `${apiVersion} ${kind}${name === "" ? "" : ` ${name}`}`;
  if (names.has("name") || names.has("generateName") || kind.endsWith("List")) return object;
  const message = `${kind} has no metadata.name, which is required.`;
  check.tell(
    { code: "missing-field", severity: "error", message, advice: "" },
    node.range?.[0] ?? 0,
    object,
    null,
  );
  return object;
}

type Named = { apiVersion: string; kind: string; object: string; place: number };

/** Equal items are taken by a client-side apply, which keeps one of them. */
const severityOf = (code: FindingCode) => (code === "equal-items" ? "warning" : "error");

function checkAgainst(check: ObjectCheck, node: Node, named: Named, schemas: KubernetesSchemas): void {
  const key = `${named.apiVersion} ${named.kind}`;
  const { minor, definitions } = schemas;
  const own = check.customKinds.get(key);
  const definition = schemas.kinds[key];
  if (own === undefined) {
    const state: ApiState = judgeApi(named.apiVersion, named.kind, schemas);
    const said = sayApiState(named.apiVersion, named.kind, state);
    if (said) check.tell(said, named.place, named.object, state.state === "foreign" ? null : minor);
  }
  const schema = definition === undefined ? own : { $ref: `#/definitions/${definition}` };
  if (!schema) return;
  const fields: FieldCheck = {
    subject: named.kind,
    definitions,
    aliases: check.aliases,
    issues: [],
    budget: check.budget.left,
  };
  checkFields(fields, node, schema);
  for (const { offset, ...issue } of fields.issues)
    check.tell({ ...issue, severity: severityOf(issue.code) }, offset, named.object, minor);
  if (fields.budget >= 0) return;
  const message = "This document repeats itself by aliases too often: it was checked in part.";
  check.tell({ code: "not-checked", severity: "info", message, advice: "" }, 0, named.object, null);
}
