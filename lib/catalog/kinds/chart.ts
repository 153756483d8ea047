import { semverOf, toOciTag } from "#lib/ids/version-tag.ts";
import { Problem } from "#lib/problems/problem.ts";
import {
  type ChartDependency,
  type ChartMetadata,
  chartProblem,
  readChartMetadata,
} from "../chart-metadata.ts";
import { withoutHelmIgnored } from "../helm-ignore.ts";
import type { FileContent } from "../types.ts";
import { type GateInput, type KindRules, tried } from "./kind-rules.ts";

/** pkg/chart/v2/chart.go, aliasNameFormat. */
const ALIAS = /^[a-zA-Z0-9_-]+$/;
const TYPES = new Set(["", "application", "library"]);

// Control characters but tab and line ends, and what turns the reading direction of a whole line.
const UNSAFE_TEXT = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

function* textsOf(value: unknown, field: string): Iterable<{ field: string; text: string }> {
  if (typeof value === "string") yield { field, text: value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${field}[${key}]` : `${field}${field && "."}${key}`;
    yield { field: at, text: key };
    yield* textsOf(item, at);
  }
}

function refuseUnsafeText({ json }: ChartMetadata): void {
  for (const { field, text } of textsOf(json, ""))
    if (UNSAFE_TEXT.test(text)) {
      const safe = field.replace(new RegExp(UNSAFE_TEXT, "gu"), "?");
      throw chartProblem("Chart.yaml", safe, "holds a control or bidirectional character");
    }
}

/** pkg/chart/v2/metadata.go, Validate. */
function refuseBadFields(chart: ChartMetadata): void {
  if (chart.apiVersion !== "v1" && chart.apiVersion !== "v2")
    throw chartProblem("Chart.yaml", "apiVersion", "must be v1 or v2");
  if (chart.name === "") throw chartProblem("Chart.yaml", "name", "is required");
  if (chart.version === "") throw chartProblem("Chart.yaml", "version", "is required");
  if (!TYPES.has(chart.type)) throw chartProblem("Chart.yaml", "type", "must be application or library");
}

/** pkg/chart/v2/dependency.go, Validate, and the duplicates of metadata.go. */
function refuseBadDependencies({ dependencies }: ChartMetadata): void {
  const keys = new Set<string>();
  for (const [at, { name, alias }] of dependencies.entries()) {
    const field = `dependencies[${at}]`;
    if (name === "") throw chartProblem("Chart.yaml", `${field}.name`, "is required");
    if (alias !== "" && !ALIAS.test(alias))
      throw chartProblem(
        "Chart.yaml",
        `${field}.alias`,
        "may hold letters, digits, underscores and dashes only",
      );
    const key = alias || name;
    if (keys.has(key))
      throw chartProblem("Chart.yaml", field, `more than one dependency has the name or alias ${key}`);
    keys.add(key);
  }
}

/** `charts/<name>/` or `charts/<name>-<version>.tgz`. */
function isInCharts({ name }: ChartDependency, files: FileContent[]): boolean {
  return files.some(({ path }) => {
    if (path === `charts/${name}/Chart.yaml`) return true;
    const archive = /^charts\/([^/]+)\.tgz$/.exec(path)?.[1];
    return archive?.startsWith(`${name}-`) && /^v?\d/.test(archive.slice(name.length + 1));
  });
}

/** PUB-7: whoever pulls the package has no folder beside it to look into. */
function refuseMissingLocal({ dependencies }: ChartMetadata, files: FileContent[]): void {
  for (const [at, dependency] of dependencies.entries()) {
    if (!dependency.repository.startsWith("file://") || isInCharts(dependency, files)) continue;
    throw chartProblem(
      "Chart.yaml",
      `dependencies[${at}].repository`,
      `${dependency.name} comes from ${dependency.repository} and is not in charts/; put it there`,
    );
  }
}

/** PUB-5, OCI-93: the chart is what its address says. */
function refuseOtherIdentity(chart: ChartMetadata, { ref, tag, isOciTag }: GateInput): void {
  const named = chart.name === ref.name;
  const version = isOciTag ? toOciTag(chart.version) : chart.version;
  if (named && (tag === null || version === tag)) return;
  const field = named ? "version" : "name";
  const address = tag === null || named ? "" : ` ${tag}`;
  const expected = named ? `tag says ${tag}` : `the address says ${ref.name}${address}`;
  throw new Problem("chart_invalid", {
    detail: `chart is ${chart.name} ${chart.version}, ${expected}`,
    fields: [{ path: field, message: expected }],
    facts: { file: "Chart.yaml", name: chart.name, version: chart.version },
  });
}

/** PUB-6. */
function refuseNonSemver(chart: ChartMetadata, { nonSemverAccepted }: GateInput): void {
  if (chart.version === "" || nonSemverAccepted || semverOf(chart.version)) return;
  throw new Problem("not_semver", {
    detail: `${chart.version} is not a semantic version, so Helm cannot select it`,
    hint: "Choose a tag such as 1.2.0, or publish it anyway.",
    fields: [{ path: "version", message: "must be a semantic version, such as 1.2.0" }],
  });
}

async function checkChart(input: GateInput) {
  const refusals: Problem[] = [];
  tried(refusals, () => withoutHelmIgnored(input.files));
  const chart = tried(refusals, () => readChartMetadata(input.files));
  if (!chart) return { refusals, findings: [], metadata: {}, version: null };
  tried(refusals, () => refuseBadFields(chart));
  tried(refusals, () => refuseUnsafeText(chart));
  tried(refusals, () => refuseBadDependencies(chart));
  tried(refusals, () => refuseMissingLocal(chart, input.files));
  if (chart.name !== "" && chart.version !== "") tried(refusals, () => refuseOtherIdentity(chart, input));
  tried(refusals, () => refuseNonSemver(chart, input));
  return { refusals, findings: [], metadata: chart.json, version: chart.version || null };
}

/** What a chart is read by; its templates and values are text to a gate. */
const READ = new Set(["Chart.yaml", "requirements.yaml", ".helmignore"]);

export const chartRules: KindRules = {
  reads: (path) => READ.has(path),
  check: checkChart,
  archive: { topFolder: "required" },
  packaged: withoutHelmIgnored,
  topFolder: ({ name }) => name,
};
