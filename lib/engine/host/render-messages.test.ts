import { beforeAll, describe, expect, it } from "vitest";
import { baseOf, chartOf, openModules, said } from "../fixtures.ts";
import type { RenderInput } from "../types.ts";
import { renderTree } from "./render-tree.ts";
import type { ThreadModules } from "./thread-modules.ts";

// The expected texts are what helm v4.2.4 and kustomize v5.8.1 print.

const template = (text: string, files: Record<string, string> = {}) =>
  chartOf({ "templates/a.yaml": text, ...files });
const printed = (text: string) => `---\n# Source: demo/templates/a.yaml\n${text}\n`;
const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";
/** What kustomize says of a resource called more.yaml that is not there. */
const gone = (path: string) =>
  `accumulating resources: accumulation err='accumulating resources from 'more.yaml': evalsymlink failure on '${path}' : lstat ${path}: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '${path}' : lstat ${path}: no such file or directory`;
const AGED = "commonLabels: {a: b}\n";
const AGED_WARNING =
  "# Warning: 'commonLabels' is deprecated. Please use 'labels' instead. Run 'kustomize edit fix' to update your Kustomization automatically.\n";

describe("what the programs say", () => {
  let modules: ThreadModules;
  const ask = (input: RenderInput) => renderTree(input, modules, false);
  const render = (input: RenderInput) => said(ask(input));
  beforeAll(async () => {
    modules = await openModules();
  }, 60_000);

  it.each<[string, RenderInput, string]>([
    [
      "a values file that is not there",
      { ...template("a: b"), options: { valueFiles: ["more.yaml"] } },
      "values: open more.yaml: no such file or directory",
    ],
    [
      "a values file that is a folder",
      { ...template("a: b"), options: { valueFiles: ["templates"] } },
      "values: read templates: is a directory",
    ],
    [
      "a values file below a file",
      { ...template("a: b"), options: { valueFiles: ["Chart.yaml/more.yaml"] } },
      "values: open Chart.yaml/more.yaml: not a directory",
    ],
    [
      "a file of --set-file that is not there",
      { ...template("a: b"), options: { setFile: ["a=more.txt"] } },
      "values: failed parsing --set-file data: open more.txt: no such file or directory",
    ],
    [
      "a link to nothing",
      chartOf({ "templates/a.yaml": { link: "gone.yaml" } }),
      "load: error evaluating symlink templates/a.yaml: lstat templates/gone.yaml: no such file or directory",
    ],
    [
      "links in a circle",
      chartOf({ "templates/a.yaml": { link: "b.yaml" }, "templates/b.yaml": { link: "a.yaml" } }),
      "load: error evaluating symlink templates/a.yaml: EvalSymlinks: too many links",
    ],
    [
      "a chart without Chart.yaml",
      { kind: "chart", files: [] },
      "load: unable to detect chart at Chart.yaml: open Chart.yaml: no such file or directory",
    ],
    [
      "a resource that is not there",
      baseOf({ "kustomization.yaml": "resources: [more.yaml]\n" }),
      `build: ${gone("more.yaml")}`,
    ],
    [
      "a patch that is not there",
      baseOf({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
        "a.yaml": CONFIG_MAP,
      }),
      "build: trouble configuring builtin PatchTransformer with config: `\npath: p.yaml\n`: failed to get the patch file from path(p.yaml): evalsymlink failure on 'p.yaml' : lstat p.yaml: no such file or directory",
    ],
  ])("ENG-17: %s is said as on Linux", (_name, input, message) => {
    expect(render(input)).toBe(message);
  });

  it.each([
    [
      "No such file or directory",
      '{{ fail "open x: No such file or directory" }}',
      "template: execution error at (demo/templates/a.yaml:1:3): open x: No such file or directory",
    ],
    [
      "Permission denied",
      '{{ required "stat /a: Permission denied" nil }}',
      "template: execution error at (demo/templates/a.yaml:1:3): stat /a: Permission denied",
    ],
    [
      "Is a directory",
      '{{ tpl "{{ fail \\"read b: Is a directory\\" }}" . }}',
      "template: execution error at (demo/templates/a.yaml:1:3): read b: Is a directory",
    ],
    [
      "Bad file number",
      '{{ include "open c: Bad file number" . }}',
      'template: demo/templates/a.yaml:1:3\n  executing "demo/templates/a.yaml" at <include "open c: Bad file number" .>:\n    error calling include:\ntemplate: no template "open c: Bad file number" associated with template "gotpl"',
    ],
  ])("ENG-17: %s stays as a chart's own template wrote it", (_name, text, message) => {
    expect(render(template(text))).toBe(message);
    expect(render(template(`a: ${JSON.stringify(message)}`))).toBe(printed(`a: ${JSON.stringify(message)}`));
  });

  it.each([
    ["lookup of one object", 'a: {{ lookup "v1" "Secret" "shop" "key" | toJson }}', "a: {}"],
    ["lookup of a list", 'a: {{ lookup "v1" "Secret" "" "" | toJson }}', "a: {}"],
    ["the items of a looked up list", 'a: [{{ range (lookup "v1" "Pod" "a" "").items }}x{{ end }}]', "a: []"],
    ["getHostByName", 'a: {{ getHostByName "localhost" | quote }}', 'a: ""'],
  ])("ENG-18: %s finds nothing", (_name, text, found) => {
    expect(render(template(text))).toBe(printed(found));
  });

  it.each(["env", "expandenv"])("ENG-18: %s does not exist", (name) => {
    expect(render(template(`a: {{ ${name} "HOME" }}`))).toBe(
      `template: parse error at (demo/templates/a.yaml:1): function "${name}" not defined`,
    );
  });

  it("ENG-18: lookup takes its four words, and no other number", () => {
    expect(render(template('a: {{ lookup "v1" "Secret" }}'))).toBe(
      'template: demo/templates/a.yaml:1:6\n  executing "demo/templates/a.yaml" at <lookup>:\n    wrong number of args for lookup: want 4 got 2',
    );
  });

  it("ENG-22: a warning stands before what is wrong, and beside what is printed", () => {
    const good = ask(baseOf({ "kustomization.yaml": `${AGED}resources: [a.yaml]\n`, "a.yaml": CONFIG_MAP }));
    expect(good).toMatchObject({ kind: "rendered", exitCode: 0, stderr: AGED_WARNING });
    expect(said(good)).toContain("  labels:\n    a: b\n");
    const bad = ask(baseOf({ "kustomization.yaml": `${AGED}resources: [more.yaml]\n` }));
    expect(bad).toMatchObject({
      kind: "failed",
      exitCode: 1,
      stderr: `${AGED_WARNING}Error: ${gone("/work/artifact/more.yaml")}\n`,
    });
    expect(said(bad)).toBe(`build: ${gone("more.yaml")}`); // what is wrong, without the warning
  });

  it("ENG-22: nothing of a warning stays for the next render", () => {
    ask(baseOf({ "kustomization.yaml": `${AGED}resources: [b.yaml]\n` }));
    const next = ask(baseOf({ "kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": CONFIG_MAP }));
    expect(next.stderr).toBe("");
  });

  it("ENG-22: of a chart, what Helm logs stands before what is wrong", () => {
    const chart = chartOf({
      "Chart.yaml": "apiVersion: v2\nname: demo\nversion: 1.0.0\ndeprecated: true\n",
      "templates/a.yaml": '{{ fail "no" }}',
    });
    const failed = ask(chart);
    expect(failed.stderr).toBe(
      'level=WARN msg="this chart is deprecated"\nError: execution error at (demo/templates/a.yaml:1:3): no\n\nUse --debug flag to render out invalid YAML\n',
    );
    expect(said(failed)).toBe("template: execution error at (demo/templates/a.yaml:1:3): no");
  });
});
