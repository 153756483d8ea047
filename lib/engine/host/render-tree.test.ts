import { beforeAll, describe, expect, it } from "vitest";
import { baseOf, chartOf, openModules, said } from "../fixtures.ts";
import type { RenderInput } from "../types.ts";
import { lintTree } from "./lint-tree.ts";
import { renderTree } from "./render-tree.ts";
import type { ThreadModules } from "./thread-modules.ts";

const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";
const RANDOM = chartOf({
  "templates/a.yaml": `{{ $ca := genCA "a" 1 }}
r: {{ randAlphaNum 20 }}
u: {{ uuidv4 }}
n: {{ now }}
s: {{ shuffle "abcdefghijklmnopqrstuvwxyz" }}
i: {{ randInt 0 1000000000 }}
h: {{ htpasswd "a" "b" }}
c: {{ $ca.Cert | b64enc }}
d: {{ (genSignedCert "a" nil nil 1 $ca).Key | b64enc }}
k: {{ keys (dict "a" 1 "b" 2 "c" 3 "d" 4 "e" 5 "f" 6 "g" 7 "h" 8 "i" 9 "j" 10) }}
`,
});

describe("rendering a tree", () => {
  let modules: ThreadModules;
  const render = (input: RenderInput, isFresh = false) => said(renderTree(input, modules, isFresh));
  beforeAll(async () => {
    modules = await openModules();
  }, 60_000);

  it("ENG-10, ENG-12: a chart's own values files, then the ones that come with it, then --set", () => {
    const chart = chartOf({
      "values.yaml": "a: 1\nb: 1\nc: 1\nd: 1\n",
      "ci/x-values.yaml": "b: 2\nc: 2\nd: 2\n",
      "templates/a.yaml": "v: {{ .Values.a }}{{ .Values.b }}{{ .Values.c }}{{ .Values.d }}\n",
    });
    const options = { valueFiles: ["ci/x-values.yaml"], set: ["d=4"] };
    const extraValues = [{ name: "values.yaml", text: "c: 3\nd: 3\n" }];
    expect(render({ ...chart, options, extraValues })).toBe(
      "---\n# Source: demo/templates/a.yaml\nv: 1234\n",
    );
  });

  it("ENG-14: release name, namespace, versions and upgrade are told", () => {
    const chart = chartOf({
      "templates/a.yaml":
        'a: {{ .Release.Name }}/{{ .Release.Namespace }}/{{ .Release.IsUpgrade }}/{{ .Capabilities.KubeVersion }}/{{ .Capabilities.APIVersions.Has "x.io/v1" }}\n',
    });
    expect(render(chart)).toContain("a: release-name/default/false/v1.36.0/false");
    const options = {
      releaseName: "r",
      namespace: "n",
      isUpgrade: true,
      kubeVersion: "1.29.1",
      apiVersions: ["x.io/v1"],
    };
    expect(render({ ...chart, options })).toContain("a: r/n/true/v1.29.1/true");
  });

  it("ENG-20: a base builds as kustomize build does, without a network", () => {
    const kustomization = "namePrefix: x-\nlabels: [{pairs: {b: c}}]\nresources: [a.yaml]\n";
    expect(render(baseOf({ "kustomization.yaml": kustomization, "a.yaml": CONFIG_MAP }))).toBe(
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels:\n    b: c\n  name: x-a\n",
    );
    const remote = baseOf({ "kustomization.yaml": "resources: [https://example.test/a.yaml]\n" });
    expect(render(remote)).toMatch(/^refused: .*https:\/\/example\.test\/a\.yaml/);
  });

  it("ENG-23, ENG-31: nothing of a base stays for the next one", () => {
    const plain = baseOf({
      "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
      "a.yaml": `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, image: a}]}}}\n`,
      "p.yaml": `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, tty: true}]}}}\n`,
    });
    const strange = baseOf({
      "kustomization.yaml": "resources: [a.yaml]\nopenapi: {path: s.json}\n",
      "a.yaml": CONFIG_MAP,
      "s.json": '{"definitions": {}}',
    });
    const before = render(plain);
    expect(before).toContain("image: a");
    expect(render(strange)).toContain("kind: ConfigMap");
    expect(render(plain)).toBe(before);
    expect(render(plain, true)).toBe(before);
  });

  it("ENG-31: a deep chart leaves nothing behind, neither in memory nor on the stack", () => {
    const small = chartOf({ "templates/a.yaml": "{{ range until 20 }}a{{ . }}: {{ . }}\n{{ end }}" });
    const deep = chartOf({
      "templates/a.yaml":
        '{{ define "d" }}{{ if gt . 0 }}{{ template "d" (sub . 1 | int) }}{{ end }}{{ end }}{{ template "d" 900 }}a: {{ repeat 3000000 "x" }}\n',
      "values.yaml": `a: ${"{a: ".repeat(900)}1${"}".repeat(900)}\n`,
    });
    const before = render(small);
    for (let round = 0; round < 3; round += 1) {
      expect(render(deep)).toContain("a: xxx");
      expect(render(small)).toBe(before);
    }
    expect(render(small, true)).toBe(before);
  }, 30_000);

  it("ENG-31: after a crash at a limit the next render is right", () => {
    const huge = chartOf({ "templates/a.yaml": 'a: {{ repeat 1000000000 "x" }}' });
    expect(render(huge)).toMatch(/^memory: /);
    expect(render(huge, true)).toMatch(/^memory: /);
    expect(render(chartOf({ "templates/a.yaml": "a: 1\n" }))).toContain("a: 1\n");
  });

  it("ENG-36: frozen, all that is random repeats, on any instance; otherwise it differs", async () => {
    const frozen = { ...RANDOM, isFrozen: true };
    const first = render(frozen);
    expect(first).toContain("n: 2026-01-01 00:00:00 +0000 UTC");
    render(RANDOM);
    expect(render(frozen)).toBe(first);
    expect(render(frozen, true)).toBe(first);
    expect(said(renderTree(frozen, await openModules(), false))).toBe(first);

    const linesOf = (text: string) => text.split("\n").filter((line) => /^[runsihcd]: /.test(line));
    const [one, two] = [linesOf(render(RANDOM)), linesOf(render(RANDOM))];
    expect(one).toHaveLength(8);
    for (const [index, line] of one.entries()) expect(line).not.toBe(two[index]);
  }, 60_000);

  it("ENG-30: a module sees no environment but ours, and no file but the artifact's", () => {
    const chart = chartOf({
      "templates/a.yaml": 'a: {{ (.Files.Glob "**").AsConfig | quote }}{{ .Files.Get "/tmp" }}\n',
      "x/b.txt": "b",
    });
    expect(render(chart)).toContain('a: "b.txt: b"');
    const written = chartOf({
      "templates/a.yaml": 'a: {{ tpl "{{ .Files.Get \\"Chart.yaml\\" }}" . | quote }}\n',
    });
    expect(render(written)).toContain('a: ""');
  });

  it("ENG-16: lint says what helm lint says, as lines and as messages", () => {
    const good = lintTree(chartOf({ "templates/a.yaml": "" }), modules, false);
    expect(good).toMatchObject({ isPassed: true, exitCode: 0, failure: null });
    expect(new TextDecoder().decode(good.output)).toContain("1 chart(s) linted, 0 chart(s) failed");
    expect(good.messages).toContainEqual({
      severity: "info",
      path: "Chart.yaml",
      text: "icon is recommended",
    });
    const bad = lintTree(chartOf({ "templates/a.yaml": "a: {{ .Values.b.c }}\n" }), modules, true);
    expect(bad).toMatchObject({ isPassed: false, exitCode: 1, failure: null });
    expect(bad.messages.filter(({ severity }) => severity === "error")).toMatchObject([
      { path: "templates", text: expect.stringContaining("nil pointer evaluating") },
    ]);
  });
});
