import { beforeAll, describe, expect, it } from "vitest";
import { CHART_YAML, chartOf, openModules } from "../fixtures.ts";
import type { LintOptionsInput } from "../schema.ts";
import { lintTree } from "./lint-tree.ts";
import type { ThreadModules } from "./thread-modules.ts";

// The expected lines are what helm v4.2.4 prints.

const ICON = "[INFO] Chart.yaml: icon is recommended\n";
const linted = (lines: string, folder = ".") => `==> Linting ${folder}\n${lines}\n`;
const verdict = (charts: number, failed: number) => `${charts} chart(s) linted, ${failed} chart(s) failed\n`;

const OLD = "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: a\n";
/** A chart with one thing to warn of, by default. */
const aged = chartOf({
  "Chart.yaml": `${CHART_YAML}icon: https://a.test/a.png\n`,
  "values.yaml": "",
  "templates/a.yaml": OLD,
});
const fine = chartOf({ "values.yaml": "", "templates/a.yaml": "" });
const broken = chartOf({
  "values.yaml": "",
  "templates/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Values.a.b }}\n",
});
const parent = chartOf({
  "Chart.yaml": `${CHART_YAML}dependencies: [{name: kid, version: 1.0.0}]\n`,
  "values.yaml": "",
  "templates/a.yaml": "",
  "charts/kid/Chart.yaml": "apiVersion: v2\nname: kid\nversion: 1.0.0\nicon: https://a.test/a.png\n",
  "charts/kid/templates/a.yaml": "words\n",
});
const typed = chartOf({
  "values.yaml": "a: 1\n",
  "values.schema.json": '{"properties": {"a": {"type": "string"}}}',
  "templates/a.yaml": "",
});

const DEPRECATED =
  "[WARNING] templates/a.yaml: policy/v1beta1 PodDisruptionBudget is deprecated in v1.21+, unavailable in v1.25+; use policy/v1 PodDisruptionBudget\n";
const NIL = `[ERROR] templates/: demo/templates/a.yaml:4:18
  executing "demo/templates/a.yaml" at <.Values.a.b>:
    nil pointer evaluating interface {}.b
`;
const WORDS =
  "[ERROR] templates/a.yaml: unable to parse YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type rules.k8sYamlStruct\n";
const NO_VALUES = "[INFO] values.yaml: file does not exist\n";
const SCHEMA = `[ERROR] values.yaml: - at '/a': got number, want string

[ERROR] templates/: values don't meet the specifications of the schema(s) in the following chart(s):
demo:
- at '/a': got number, want string

`;
const NO_CHART = `[ERROR] Chart.yaml: name is required
[ERROR] Chart.yaml: apiVersion is required. The value must be either "v1" or "v2"
[ERROR] Chart.yaml: version is required
[INFO] Chart.yaml: icon is recommended
[WARNING] Chart.yaml: version '' is not a valid SemVerV2
[INFO] values.yaml: file does not exist
[WARNING] templates/: directory does not exist
[ERROR] : unable to load chart
\tvalidation: chart.metadata.name is required
`;

describe("helm lint", () => {
  let modules: ThreadModules;
  beforeAll(async () => {
    modules = await openModules();
  }, 60_000);

  const PASSED = verdict(1, 0);
  it.each<[string, ReturnType<typeof chartOf>, LintOptionsInput, string]>([
    ["a chart with nothing but advice", fine, {}, linted(ICON) + PASSED],
    ["advice with --quiet", fine, { quiet: true }, ""],
    ["advice with --strict", fine, { strict: true }, linted(ICON) + PASSED],
    ["a warning", aged, {}, linted(DEPRECATED) + PASSED],
    ["a warning with --quiet", aged, { quiet: true }, linted(DEPRECATED) + PASSED],
    ["what an older --kube-version does not warn of", aged, { kubeVersion: "1.20" }, linted("") + PASSED],
    ["what --set mends", broken, { set: ["a.b=c"] }, linted(ICON) + PASSED],
    ["a chart, not the subchart in it", parent, {}, linted(ICON) + PASSED],
    ["values with --skip-schema-validation", typed, { skipSchemaValidation: true }, linted(ICON) + PASSED],
    ["values that --set-string mends", typed, { setString: ["a=1"] }, linted(ICON) + PASSED],
  ])("ENG-16: passes %s", (_name, chart, options, lines) => {
    const outcome = lintTree({ files: chart.files, options }, modules, false);
    expect(new TextDecoder().decode(outcome.output)).toBe(lines);
    expect(outcome).toMatchObject({ isPassed: true, exitCode: 0, failure: null, stderr: "" });
  });

  it.each<[string, ReturnType<typeof chartOf>, LintOptionsInput, string, string]>([
    ["a warning with --strict", aged, { strict: true }, linted(DEPRECATED), verdict(1, 1)],
    ["an error", broken, {}, linted(ICON + NIL), verdict(1, 1)],
    ["an error with --quiet, without its advice", broken, { quiet: true }, linted(NIL), verdict(1, 1)],
    [
      "the subchart, with --with-subcharts",
      parent,
      { withSubcharts: true },
      linted(ICON) + linted(NO_VALUES + WORDS, "charts/kid"),
      verdict(2, 1),
    ],
    [
      "the subchart alone, with --quiet",
      parent,
      { withSubcharts: true, quiet: true },
      linted(WORDS, "charts/kid"),
      verdict(2, 1),
    ],
    ["values against their schema", typed, {}, linted(ICON + SCHEMA), verdict(1, 1)],
    ["what is no chart", chartOf({ "Chart.yaml": "" }), {}, linted(NO_CHART), verdict(1, 1)],
  ])("ENG-16: fails %s", (_name, chart, options, lines, last) => {
    const outcome = lintTree({ files: chart.files, options }, modules, false);
    expect(new TextDecoder().decode(outcome.output)).toBe(lines);
    // That there are errors is a verdict: the failure is for lint that came to none.
    expect(outcome).toMatchObject({ isPassed: false, exitCode: 1, failure: null, stderr: `Error: ${last}` });
  });
});
