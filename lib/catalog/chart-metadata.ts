import { readYamlMap, textOf, YamlRefusal } from "#lib/engine/findings/read-yaml.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { FileContent } from "./types.ts";

/** What Helm knows of a dependency (pkg/chart/v2/dependency.go). */
export type ChartDependency = { name: string; version: string; repository: string; alias: string };
export type ChartMetadata = {
  apiVersion: string;
  name: string;
  version: string;
  type: string;
  dependencies: ChartDependency[];
  /** Chart.yaml as JSON, with the fields that Helm knows, as `helm push` writes them into the config. */
  json: Record<string, unknown>;
};

export function chartProblem(path: string, field: string, why: string): Problem {
  return new Problem("chart_invalid", {
    detail: `${path}: ${field}: ${why}`,
    fields: [{ path: field, message: why }],
    facts: { file: path },
  });
}

/** How Go prints a float of a Chart.yaml where text is wanted: `1.10` is 1.1 (sigs.k8s.io/yaml, FormatFloat 'g', -1, 32). */
export function goFloat(value: number): string {
  const single = Math.fround(value);
  let digits = 1;
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== single) digits += 1;
  const shortest = Number(value.toPrecision(digits));
  const exponent = shortest === 0 ? 0 : Math.floor(Math.log10(Math.abs(shortest)));
  if (exponent >= -4 && exponent < 21)
    return shortest.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
  const [mantissa = "", power = ""] = shortest.toExponential().split("e");
  return `${mantissa}e${power[0]}${power.slice(1).padStart(2, "0")}`;
}

/** Where Helm's type says text, a number or a boolean becomes text and null is as if it were not there. */
function textField(path: string, field: string, value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "";
    case "string":
      return value;
    case "number":
      return goFloat(value);
    case "bigint":
    case "boolean":
      return String(value);
    default:
      if (value === null) return "";
      throw chartProblem(path, field, "must be text");
  }
}

function booleanField(path: string, field: string, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== "boolean") throw chartProblem(path, field, "must be true or false");
  return value;
}

function listField(path: string, field: string, value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw chartProblem(path, field, "must be a list");
  return value;
}

function mapField(path: string, field: string, value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw chartProblem(path, field, value === null ? "must not be empty" : "must be a map of fields");
  return value as Record<string, unknown>; // An object that is no list, read from YAML: its keys are text.
}

const TEXT_FIELDS = [
  "name",
  "home",
  "version",
  "description",
  "icon",
  "apiVersion",
  "condition",
  "tags",
  "appVersion",
  "kubeVersion",
  "type",
] as const;
const DEPENDENCY_FIELDS = ["name", "version", "repository", "condition", "alias"] as const;

const textList = (path: string, field: string, value: unknown) =>
  listField(path, field, value).map((item, at) => textField(path, `${field}[${at}]`, item));

/** Leaves out what Go's `omitempty` leaves out. */
function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(fields).filter(
    ([, value]) =>
      value !== undefined && value !== "" && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept);
}

/** BigInts are how whole numbers are read; JSON has none. */
function jsonOf(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonOf(item)]));
  return value;
}

function readDependency(path: string, at: number, value: unknown): Record<string, unknown> {
  const field = `dependencies[${at}]`;
  const source = mapField(path, field, value);
  const texts = DEPENDENCY_FIELDS.map(
    (name) => [name, textField(path, `${field}.${name}`, source[name])] as const,
  );
  const {
    name = "",
    version,
    repository = "",
    condition,
    alias,
  }: Record<string, string> = Object.fromEntries(texts);
  const optional = withoutEmpty({
    condition,
    tags: textList(path, `${field}.tags`, source.tags),
    enabled: booleanField(path, `${field}.enabled`, source.enabled),
    "import-values": listField(path, `${field}.import-values`, source["import-values"]).map(jsonOf),
    alias,
  });
  return { name, ...withoutEmpty({ version }), repository, ...optional };
}

function readMaintainer(path: string, at: number, value: unknown): Record<string, unknown> {
  const field = `maintainers[${at}]`;
  const source = mapField(path, field, value);
  const texts = ["name", "email", "url"].map((name) => [
    name,
    textField(path, `${field}.${name}`, source[name]),
  ]);
  return withoutEmpty(Object.fromEntries(texts));
}

function readAnnotations(path: string, value: unknown): Record<string, string> | undefined {
  if (value === undefined || value === null) return undefined;
  const entries = Object.entries(mapField(path, "annotations", value))
    .map(([key, item]) => [key, textField(path, `annotations.${key}`, item)] as const)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function readMap(file: FileContent): Record<string, unknown> {
  try {
    return readYamlMap(textOf(file.bytes));
  } catch (error) {
    if (!(error instanceof YamlRefusal)) throw error;
    const where = error.line === null ? file.path : `${file.path}:${error.line}`;
    throw new Problem("chart_invalid", {
      detail: `${where}: ${error.message}`,
      facts: { file: file.path, line: error.line },
      cause: error,
    });
  }
}

/** `requirements.yaml` holds the dependencies of charts made for Helm 2 (pkg/chart/v2/loader/load.go). */
function dependenciesOf(files: FileContent[], chart: Record<string, unknown>): Record<string, unknown>[] {
  const old = files.find(({ path }) => path === "requirements.yaml");
  const requirements = old ? readMap(old) : {};
  const [path, list] =
    requirements.dependencies === undefined
      ? ["Chart.yaml", chart.dependencies]
      : ["requirements.yaml", requirements.dependencies];
  return listField(path, "dependencies", list).map((item, at) => readDependency(path, at, item));
}

/** Chart.yaml as JSON, byte for byte as Go's encoding/json writes it: the config blob of a chart. */
export function toHelmConfig(json: Record<string, unknown>): string {
  return JSON.stringify(json).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const text = (value: unknown) => (typeof value === "string" ? value : "");

/**
 * Reads Chart.yaml as Helm does: the same types, the same turning of numbers into text.
 * @throws Problem "chart_invalid" with file, line or field
 */
export function readChartMetadata(files: FileContent[]): ChartMetadata {
  const file = files.find(({ path }) => path === "Chart.yaml");
  if (!file) throw new Problem("chart_invalid", { detail: "Chart.yaml is missing" });
  const source = readMap(file);
  const texts = TEXT_FIELDS.map((field) => [field, textField("Chart.yaml", field, source[field])] as const);
  const fields: Record<string, string> = Object.fromEntries(texts);
  const dependencies = dependenciesOf(files, source);
  const { name, version, description, home, icon, condition, tags, appVersion, kubeVersion, type } = fields;
  // In the order of Helm's own type: so that the config made of it has the bytes that `helm push` would send.
  const json = withoutEmpty({
    name,
    home,
    sources: textList("Chart.yaml", "sources", source.sources),
    version,
    description,
    keywords: textList("Chart.yaml", "keywords", source.keywords),
    maintainers: listField("Chart.yaml", "maintainers", source.maintainers).map((item, at) =>
      readMaintainer("Chart.yaml", at, item),
    ),
    icon,
    apiVersion: fields.apiVersion || "v1",
    condition,
    tags,
    appVersion,
    deprecated: booleanField("Chart.yaml", "deprecated", source.deprecated),
    annotations: readAnnotations("Chart.yaml", source.annotations),
    kubeVersion,
    dependencies,
    type,
  });
  return {
    apiVersion: fields.apiVersion || "v1",
    name: fields.name ?? "",
    version: fields.version ?? "",
    type: fields.type ?? "",
    dependencies: dependencies.map((one) => ({
      name: text(one.name),
      version: text(one.version),
      repository: text(one.repository),
      alias: text(one.alias),
    })),
    json,
  };
}
