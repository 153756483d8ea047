import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TreeEntry } from "../types.ts";
import { mapOutput } from "./output-map.ts";

const file = (name: string, text: string): TreeEntry => ({
  path: name,
  bytes: new TextEncoder().encode(text),
});

const template = `{{- if .Values.web.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  template:
    spec:
      containers:
        {{- range .Values.containers }}
        - name: {{ .name }}
          image: "{{ .image }}:{{ .tag | default "latest" }}"
          env:
            {{- toYaml .env | nindent 12 }}
        {{- end }}
      restartPolicy: Always
{{- end }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  ports:
    - port: {{ .Values.port }}
`;
const output = `---
# Source: shop/templates/web.yaml
apiVersion: v1
kind: Service
metadata:
  name: release-name-shop
spec:
  ports:
    - port: 80
---
# Source: shop/templates/web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: release-name-shop
  labels:
    app: shop
    release: release-name
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: web
          image: "web:1"
          env:
            - name: A
              value: "1"
        - name: side
          image: "side:2"
          env:
            - name: B
              value: "2"
      restartPolicy: Always
`;

const lineOf = (text: string, part: string, nth = 1) => {
  let found = 0;
  return text.split("\n").findIndex((line) => line.includes(part) && ++found === nth) + 1;
};

describe("mapOutput (CAT-16, CAT-17)", () => {
  const map = mapOutput(
    output,
    [file("templates/web.yaml", template), file("Chart.yaml", "name: shop\n")],
    "chart",
  );

  it("says what each document is and which file printed it", () => {
    expect(map.documents).toEqual([
      {
        startLine: 1,
        endLine: 9,
        source: "templates/web.yaml",
        object: { apiVersion: "v1", kind: "Service", namespace: "", name: "release-name-shop" },
      },
      {
        startLine: 10,
        endLine: output.split("\n").length - 1,
        source: "templates/web.yaml",
        object: { apiVersion: "apps/v1", kind: "Deployment", namespace: "", name: "release-name-shop" },
      },
    ]);
  });

  it.each([
    ["- port: 80", 1, "- port: {{ .Values.port }}"],
    ["replicas: 2", 1, "replicas: {{"],
    ["release: release-name", 1, "shop.labels"],
    ["app: shop", 1, "shop.labels"],
    ["- name: web", 1, "- name: {{ .name }}"],
    ["- name: side", 1, "- name: {{ .name }}"],
    ['image: "side:2"', 1, 'image: "{{ .image'],
    ['value: "2"', 1, "toYaml .env"],
    ["restartPolicy", 1, "restartPolicy"],
  ])("finds the line of the template that printed %s", (printed, nth, written) => {
    expect(map.sourceOf(lineOf(output, printed, nth))).toEqual({
      path: "templates/web.yaml",
      line: lineOf(template, written),
    });
  });

  it("says what a line of a template printed, each time it did", () => {
    expect(map.outputLinesOf("templates/web.yaml", lineOf(template, 'image: "{{'))).toEqual([
      { startLine: lineOf(output, 'image: "web:1"'), endLine: lineOf(output, 'image: "web:1"') },
      { startLine: lineOf(output, 'image: "side:2"'), endLine: lineOf(output, 'image: "side:2"') },
    ]);
    expect(map.outputLinesOf("templates/web.yaml", lineOf(template, "shop.labels"))).toEqual([
      { startLine: lineOf(output, "app: shop"), endLine: lineOf(output, "release: release-name") },
    ]);
    expect(map.outputLinesOf("values.yaml")).toEqual([]);
  });

  it("finds subcharts by alias, by folder, and as packages", () => {
    const files = [
      file("Chart.yaml", "name: shop\ndependencies:\n  - name: redis\n    alias: cache\n  - name: db\n"),
      file("charts/redis/Chart.yaml", "name: redis\n"),
      file("charts/redis/templates/x.yaml", "kind: A\n"),
      file("charts/other-folder/Chart.yaml", "name: mq\n"),
      file("charts/other-folder/templates/x.yaml", "kind: A\n"),
      file("charts/db-1.2.3.tgz", ""),
    ];
    const printed = ["cache", "mq", "db"]
      .map((name) => `---\n# Source: shop/charts/${name}/templates/x.yaml\nkind: A\n`)
      .join("");
    expect(mapOutput(printed, files, "chart").documents.map(({ source }) => source)).toEqual([
      "charts/redis/templates/x.yaml",
      "charts/other-folder/templates/x.yaml",
      "charts/db-1.2.3.tgz",
    ]);
  });

  it("takes documents without a comment to the file before them", () => {
    const crds = "apiVersion: v1\nkind: A\n---\napiVersion: v1\nkind: B\n";
    const found = mapOutput(`---\n# Source: shop/crds/a.yaml\n${crds}`, [file("crds/a.yaml", crds)], "chart");
    expect(found.documents.map(({ source, object }) => [source, object?.kind])).toEqual([
      ["crds/a.yaml", "A"],
      ["crds/a.yaml", "B"],
    ]);
    expect(found.sourceOf(7)).toEqual({ path: "crds/a.yaml", line: 5 });
  });

  it("finds the files of a base, with changed names, patches and generators", () => {
    const deployment =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 1\n  paused: false\n";
    const files = [
      file(
        "kustomization.yaml",
        "resources:\n  - web.yaml\nconfigMapGenerator:\n  - name: settings\n    literals: [a=b]\n",
      ),
      file(
        "patch.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 5\n",
      ),
      file("web.yaml", `# The web server\n${deployment}`),
    ];
    const printed = `apiVersion: v1\ndata:\n  a: b\nkind: ConfigMap\nmetadata:\n  name: pre-settings-abc\n---\n${deployment.replace("name: web", "name: pre-web").replace("replicas: 1", "replicas: 5")}`;
    const found = mapOutput(printed, files, "kustomize-base");
    expect(found.documents.map(({ source }) => source)).toEqual(["kustomization.yaml", "web.yaml"]);
    expect(found.sourceOf(lineOf(printed, "a: b"))).toEqual({ path: "kustomization.yaml", line: 4 });
    expect(found.sourceOf(lineOf(printed, "paused"))).toEqual({ path: "web.yaml", line: 8 });
    expect(found.sourceOf(lineOf(printed, "replicas: 5"))).toEqual({ path: "patch.yaml", line: 6 });
  });

  it("finds the lines of a bundle exactly", () => {
    const text =
      "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: b\n";
    const printed = `---\n# Source: all.yaml\n${text.replace("---\n", "---\n# Source: all.yaml\n")}`;
    const found = mapOutput(printed, [file("all.yaml", text)], "manifest-bundle");
    expect(found.documents.map(({ object }) => object?.name)).toEqual(["a", "b"]);
    expect(found.sourceOf(lineOf(printed, "name: b"))).toEqual({ path: "all.yaml", line: 8 });
  });

  it("never throws, and never names a file that is not there (property)", () => {
    const piece = fc.constantFrom(
      "---",
      "# Source: a/templates/t.yaml",
      "# Source: ",
      "kind: A",
      "metadata:",
      "  name: x",
      "{{",
      "}}",
      "{{ if .a }}",
      "{{ end }}",
      "{{- range .b }}",
      "- {{ . }}",
      "a: {{ toYaml .c | nindent 4 }}",
      "    b: c",
      "{[",
      "|",
      "*a",
      "&a b",
      "\t",
      "\r",
      "",
    );
    const text = fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(
        text,
        text,
        fc.constantFrom("chart", "kustomize-base", "manifest-bundle"),
        (printed, written, kind) => {
          const files = [
            file("templates/t.yaml", written),
            file("Chart.yaml", written),
            file("kustomization.yaml", written),
          ];
          const found = mapOutput(printed, files, kind);
          const count = printed.split("\n").length;
          for (let line = 0; line <= count + 1; line += 1) {
            const place = found.sourceOf(line);
            if (place) expect(files.map((entry) => entry.path)).toContain(place.path);
            if (place && place.line !== null)
              expect(place.line).toBeLessThanOrEqual(written.split("\n").length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
