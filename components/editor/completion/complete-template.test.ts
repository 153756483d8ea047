import { describe, expect, it } from "vitest";
import { completeTemplate } from "./complete-template.ts";
import { definitionInTemplate, hoverTemplate, referencesInTemplate } from "./look-up-template.ts";
import { signCall } from "./sign-call.ts";
import { TreeFacts } from "./tree-facts.ts";

const CHART = {
  "Chart.yaml":
    "name: shop\nappVersion: '2.1'\ndependencies:\n  - name: redis\n    alias: cache\n  - name: common\n",
  "values.yaml":
    "# How many pods run.\nreplicas: 2\nimage:\n  # -- Where the image is.\n  repository: shop\n  tag: '' # set by CI\n" +
    "cache:\n  port: 6380\nmy-key: 1\nlist:\n  - name: a\n",
  "values.schema.json": JSON.stringify({
    properties: { image: { properties: { pullPolicy: { type: "string", description: "When to pull." } } } },
  }),
  "templates/_helpers.tpl":
    '{{/*\nThe name of all.\n*/}}\n{{- define "shop.name" -}}\n{{ .Chart.Name }}\n{{- end }}\n',
  "templates/app.yaml": '{{ include "shop.name" . }}\nport: {{ .Values.cache.port }}\n',
  "charts/redis/Chart.yaml": "name: redis\n",
  "charts/redis/values.yaml": "# Where it listens.\nport: 6379\nglobal:\n  zone: a\n",
  "charts/redis/templates/_names.tpl": '{{ define "redis.name" }}r{{ end }}',
  "charts/common/Chart.yaml": "name: common\n",
  "files/motd.txt": "hello",
};

const SIGNATURES = new Map([
  ["trunc", "func(int, string) string"],
  ["nindent", "func(int, string) string"],
  ["list", "func(...interface {}) []interface {}"],
]);

/** A chart with one more template; `¦` is the cursor. */
function at(marked: string, path = "templates/new.yaml") {
  const facts = new TreeFacts();
  for (const [file, text] of Object.entries(CHART)) facts.setText(file, text);
  const offset = marked.indexOf("¦");
  const text = marked.replace("¦", "");
  facts.setText(path, text);
  const complete = () => completeTemplate(facts, path, offset, SIGNATURES);
  return {
    labels: () => complete().map(({ label }) => label),
    find: (label: string) => complete().find((one) => one.label === label),
    applied: (label: string) => {
      const one = complete().find((suggestion) => suggestion.label === label);
      return one ? text.slice(0, one.start) + one.insert + text.slice(one.end) : null;
    },
    sign: () => signCall(facts, path, offset, SIGNATURES),
    hover: () => hoverTemplate(facts, path, offset, SIGNATURES),
    definition: () => definitionInTemplate(facts, path, offset),
    references: () => referencesInTemplate(facts, path, offset),
  };
}

describe("ENG-19: completion in a template", () => {
  it("offers functions, keywords, objects and blocks in an empty action", () => {
    expect(at("a: {{ ¦ }}").labels()).not.toContain("if … end");
    expect(at("  {{ ¦ }}").labels()).toEqual(
      expect.arrayContaining(["trunc", "range", "include … nindent", ".Values", "$"]),
    );
  });

  it("offers only functions behind a pipe, with signature, text and example", () => {
    const place = at("a: {{ .Values.replicas | tr¦ }}");
    expect(place.labels()).not.toContain("range");
    expect(place.labels()).not.toContain(".Values");
    expect(place.find("trunc")?.documentation).toContain("trunc(length int, text text) text");
    expect(place.find("trunc")?.documentation).toContain('{{ trunc 5 "hello world" }}\nhello');
  });

  it("offers nothing outside of actions, and nothing in comments", () => {
    expect(at("a: ¦{{ .Values }}").labels()).toEqual([]);
    expect(at("{{/* .Values.¦ */}}").labels()).toEqual([]);
  });

  it("offers values with their default and the comment above the key", () => {
    const place = at("{{ .Values.image.¦ }}");
    expect(place.labels()).toEqual(["repository", "tag", "pullPolicy"]);
    const { documentation, detail } = place.find("repository") ?? {};
    expect(detail).toBe("shop");
    expect(documentation).toContain("Where the image is.");
    expect(documentation).toContain("Set in values.yaml:5");
    expect(place.find("tag")?.documentation).toContain("set by CI");
    expect(place.find("pullPolicy")?.documentation).toContain("When to pull.");
  });

  it("offers the values of a subchart under its alias, what the chart sets over it first", () => {
    const port = at("{{ .Values.cache.¦ }}").find("port");
    expect(port?.detail).toBe("6380");
    expect(port?.documentation).toContain("Set in values.yaml:8");
    expect(port?.documentation).toContain("Also in charts/redis/values.yaml:2: `6379`");
    expect(at("{{ .Values.¦ }}").labels()).toEqual(expect.arrayContaining(["cache", "common", "global"]));
    expect(at("{{ .Values.global.¦ }}").labels()).toEqual(["zone"]);
  });

  it("offers a subchart's own template the subchart's values", () => {
    expect(at("{{ .Values.¦ }}", "charts/redis/templates/a.yaml").labels()).toEqual(["port", "global"]);
  });

  it("follows the dot into with and range, and offers ways out by $", () => {
    const place = at("{{ with .Values.image }}{{ .¦ }}{{ end }}");
    expect(place.labels()).toEqual(expect.arrayContaining(["repository", "$.Values", "$.Values.replicas"]));
    expect(place.applied("$.Release")).toBe("{{ with .Values.image }}{{ $.Release }}{{ end }}");
    expect(at("{{ range .Values.list }}{{ .¦ }}{{ end }}").labels()).toContain("name");
    expect(at("{{ with .Values.image }}{{ end }}{{ .¦ }}").labels()).toContain("Values");
    expect(at("{{ with .Values.image }}{{ $.Values.¦ }}{{ end }}").labels()).toContain("replicas");
    expect(at("{{ $i := .Values.image }}{{ $i.¦ }}").labels()).toContain("tag");
    expect(at("{{ range $k, $v := .Values.list }}{{ $¦ }}{{ end }}").labels()).toEqual(["$k", "$v", "$"]);
  });

  it("gives else the dot of what is around", () => {
    expect(at("{{ with .Values.image }}{{ else }}{{ .¦ }}{{ end }}").labels()).toContain("Release");
  });

  it("writes index for a key that cannot follow a dot", () => {
    expect(at("{{ .Values.¦ }}").applied("my-key")).toBe('{{ (index .Values "my-key") }}');
  });

  it("offers fields of the built-in objects, with what Chart.yaml says", () => {
    expect(at("{{ .Release.¦ }}").labels()).toContain("IsUpgrade");
    expect(at("{{ .Capabilities.KubeVersion.¦ }}").labels()).toContain("Minor");
    expect(at("{{ .Chart.¦ }}").find("AppVersion")?.documentation).toContain("Here: `'2.1'`");
  });

  it("offers named templates of the chart and its subcharts, and files to .Files.Get", () => {
    const place = at('{{ include "¦" . }}');
    expect(place.labels()).toEqual(["shop.name", "redis.name"]);
    expect(place.applied("shop.name")).toBe('{{ include "shop.name" . }}');
    expect(at('{{ include "sh¦').applied("shop.name")).toBe('{{ include "shop.name"');
    expect(place.find("shop.name")?.documentation).toContain("The name of all.");
    expect(at('{{ .Files.Get "¦" }}').labels()).toContain("files/motd.txt");
  });

  it("offers the end of the innermost block, and says of which", () => {
    const place = at("{{ if .Values.a }}\n{{ range .Values.list }}\n{{ ¦ }}");
    expect(place.find("end")).toMatchObject({ detail: "of line 2", rank: 0 });
    expect(at("{{ ¦ }}").labels()).not.toContain("end");
  });

  it("replaces a begun action by a whole block", () => {
    expect(at("{{ i¦ }}").applied("if … end")).toBe("{{- if $1 }}\n$0\n{{- end }}");
  });

  it("works while an action is not closed yet", () => {
    expect(at("a: {{ .Values.image.¦\nb: {{ .Release.Name }}").labels()).toContain("tag");
  });
});

describe("ENG-19: signatures", () => {
  it("names the parameter at the cursor", () => {
    expect(at("{{ trunc ¦ }}").sign()).toMatchObject({
      label: "trunc(length int, text text) text",
      active: 0,
    });
    expect(at('{{ trunc 5 "¦" }}').sign()?.active).toBe(1);
    expect(at("{{ trunc 5 ¦ }}").sign()?.active).toBe(1);
  });

  it("knows that a pipe hands over the last one", () => {
    const sign = at("{{ .Values.replicas | trunc ¦ }}").sign();
    expect(sign?.active).toBe(0);
    expect(sign?.parameters[1]?.documentation).toBe("The pipe hands this over.");
  });

  it("sees the innermost call, and takes parentheses for one argument", () => {
    expect(at("{{ trunc 5 (list ¦) }}").sign()?.label).toContain("list(");
    expect(at("{{ trunc (len .a) ¦ }}").sign()).toMatchObject({ active: 1 });
    expect(at("{{ if eq ¦ }}").sign()?.label).toContain("eq(");
    expect(at("{{ ¦ }}").sign()).toBeNull();
  });
});

describe("ENG-19: hover, definition, references", () => {
  it("explains functions, keywords, values and objects", () => {
    expect(at("{{ tr¦unc 3 .a }}").hover()?.markdown).toContain("trunc(length");
    expect(at("{{ ¦range .a }}").hover()?.markdown).toContain("The dot is the item");
    expect(at("{{ .Values.re¦plicas }}").hover()?.markdown).toContain("How many pods run.");
    expect(at("{{ .Release.Na¦me }}").hover()?.markdown).toContain("name the release was given");
    expect(at('{{ include "shop.na¦me" . }}').hover()?.markdown).toContain("{{ .Chart.Name }}");
  });

  it("goes to the line of a value, in each file that sets it", () => {
    expect(at("{{ .Values.cache.po¦rt }}").definition()).toMatchObject([
      { path: "values.yaml", line: 8, column: 3 },
      { path: "charts/redis/values.yaml", line: 2, column: 1 },
    ]);
  });

  it("goes to a named template, and finds who calls it", () => {
    const place = at('{{ template "shop.na¦me" . }}');
    expect(place.definition()).toMatchObject([{ path: "templates/_helpers.tpl", line: 4 }]);
    expect(place.references().map(({ path, line }) => `${path}:${line}`)).toEqual([
      "templates/_helpers.tpl:4",
      "templates/app.yaml:1",
      "templates/new.yaml:1",
    ]);
  });
});
