import { beforeAll, describe, expect, it } from "vitest";
import { baseOf, chartOf, openModules } from "../fixtures.ts";
import type { RenderInput } from "../types.ts";
import { renderTree } from "./render-tree.ts";
import type { ThreadModules } from "./thread-modules.ts";

const HELPER = '{{ define "h" }}\n{{ .Values.a.b }}{{ end }}';
const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";
const SUBCHART = "apiVersion: v2\nname: sub\nversion: 1.0.0\n";

type Row = [what: string, input: RenderInput, place: string];

const CHARTS: Row[] = [
  [
    "a value that is not there",
    chartOf({ "templates/a.yaml": "a: 1\nb: {{ .Values.b.c }}\n" }),
    "templates/a.yaml:2:13",
  ],
  [
    "fail",
    chartOf({ "templates/a.yaml": '\n{{ fail "at x/templates/y.yaml:9:9" }}' }),
    "templates/a.yaml:2:3",
  ],
  [
    "a helper that another template includes",
    chartOf({ "templates/_h.tpl": HELPER, "templates/a.yaml": 'a: {{ include "h" . }}' }),
    "templates/_h.tpl:2:10",
  ],
  ["an action that does not end", chartOf({ "templates/a.yaml": "a: 1\n{{ if }}\n" }), "templates/a.yaml:2"],
  ["output that is no YAML", chartOf({ "templates/a.yaml": "a: 1\n b: [\n" }), "templates/a.yaml"],
  [
    "a template of a subchart",
    chartOf({ "charts/sub/Chart.yaml": SUBCHART, "charts/sub/templates/s.yaml": "a: {{ .Values.b.c }}\n" }),
    "charts/sub/templates/s.yaml:1:13",
  ],
  [
    "a template of a subchart in a folder of another name",
    chartOf({ "charts/other/Chart.yaml": SUBCHART, "charts/other/templates/s.yaml": "{{ .Values.b.c }}" }),
    "charts/other/templates/s.yaml:1:10",
  ],
  [
    "values.yaml that is no YAML",
    chartOf({ "values.yaml": "a: 1\nb: [\n", "templates/a.yaml": "" }),
    "values.yaml:2",
  ],
  ["Chart.yaml that is no YAML", chartOf({ "Chart.yaml": "name: [\n" }), "Chart.yaml:1"],
  ["a chart without a version", chartOf({ "Chart.yaml": "apiVersion: v2\nname: a\n" }), "Chart.yaml"],
  [
    "a dependency that is not there",
    chartOf({
      "Chart.yaml":
        "apiVersion: v2\nname: demo\nversion: 1.0.0\ndependencies:\n- name: db\n  version: 1.x\n  repository: https://example.test\n",
    }),
    "Chart.yaml:5",
  ],
  [
    "a library",
    chartOf({ "Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\ntype: library\n" }),
    "Chart.yaml:4",
  ],
  [
    "values against their schema",
    chartOf({ "values.yaml": "a: 1\n", "values.schema.json": '{"properties": {"a": {"type": "string"}}}' }),
    "values.yaml",
  ],
  [
    "a values file of the chart that is no YAML",
    { ...chartOf({ "ci/b-values.yaml": "a: [\n" }), options: { valueFiles: ["ci/b-values.yaml"] } },
    "ci/b-values.yaml:1",
  ],
];

const BASES: Row[] = [
  [
    "a resource that is not there",
    baseOf({ "kustomization.yaml": "resources:\n- a.yaml\n- b.yaml\n", "a.yaml": CONFIG_MAP }),
    "kustomization.yaml:3",
  ],
  [
    "a field that does not exist",
    baseOf({ "kustomization.yaml": "namePrefix: a-\nresuorces: []\n" }),
    "kustomization.yaml:2",
  ],
  [
    "a resource that is no YAML",
    baseOf({ "kustomization.yaml": "resources: [x/a.yaml]\n", "x/a.yaml": "a: 1\n b: [\n" }),
    "x/a.yaml:2",
  ],
  [
    "a patch whose target is not there",
    baseOf({
      "kustomization.yaml":
        "resources: [a.yaml]\npatches:\n- patch: |-\n    apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: none\n",
      "a.yaml": CONFIG_MAP,
    }),
    "kustomization.yaml:7",
  ],
  [
    "a resource that is not there, two folders down",
    baseOf({
      "kustomization.yaml": "resources: [b]\n",
      "b/kustomization.yaml": "resources: [c]\n",
      "b/c/kustomization.yaml": "\nresources:\n- none.yaml\n",
    }),
    "b/c/kustomization.yaml:3",
  ],
  [
    "something elsewhere",
    baseOf({ "kustomization.yaml": "resources:\n- https://example.test/a.yaml\n" }),
    "kustomization.yaml:2",
  ],
  ["an empty kustomization file", baseOf({ "kustomization.yaml": "" }), "kustomization.yaml"],
];

describe("where a failure is", () => {
  let modules: ThreadModules;
  beforeAll(async () => {
    modules = await openModules();
  }, 60_000);

  it.each([...CHARTS, ...BASES])("ENG-37: %s", (_what, input, place) => {
    const outcome = renderTree(input, modules, false);
    if (outcome.kind === "rendered") throw new Error(new TextDecoder().decode(outcome.output));
    const { path: file, line, column, message } = outcome.failure;
    expect([file, line, column].filter((part) => part !== null).join(":"), message).toBe(place);
  });
});
