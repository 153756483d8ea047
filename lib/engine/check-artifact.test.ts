import { afterAll, describe, expect, it } from "vitest";
import { checkArtifact } from "./check-artifact.ts";
import { fileOf, lineIn } from "./fixtures.ts";
import { endEngine } from "./pool.ts";

afterAll(endEngine);

const CHART = fileOf(
  "Chart.yaml",
  "apiVersion: v2\nname: shop\nversion: 1.0.0\nicon: https://example.org/i.png\n",
);
const VALUES = fileOf("values.yaml", "replicas: two\nimage: shop\n");
const TEMPLATE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      container:
        - name: shop
          image: {{ .Values.image }}
---
{{- range $name := list "a" "b" }}
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: {{ $name }}
---
{{- end }}
`;
const HELPERS = fileOf(
  "templates/_helpers.tpl",
  '{{- define "shop.labels" -}}\napp: shop\nversion: 1.5\n{{- end }}\n',
);

describe("checkArtifact (CAT-16, PUB-8, ENG-32)", { timeout: 60_000 }, () => {
  it("renders, lints and finds, each at the line of the template", async () => {
    const files = [CHART, VALUES, HELPERS, fileOf("templates/web.yaml", TEMPLATE)];
    const { render, lint, findings } = await checkArtifact({ kind: "chart", files });
    expect(render.kind).toBe("rendered");
    expect(lint?.isPassed).toBe(true);
    expect(findings.map(({ code, path, line, message }) => `${code} ${path}:${line} ${message}`)).toEqual([
      `wrong-type templates/web.yaml:${lineIn(TEMPLATE, "include")} metadata.labels.version is 1.5, but must be a string.`,
      `wrong-type templates/web.yaml:${lineIn(TEMPLATE, "replicas")} spec.replicas is "two", but must be an integer.`,
      `unknown-field templates/web.yaml:${lineIn(TEMPLATE, "container:")} Deployment has no field spec.template.spec.container; did you mean containers?`,
      `api-removed templates/web.yaml:${lineIn(TEMPLATE, "policy/v1beta1")} policy/v1beta1 PodDisruptionBudget was removed in Kubernetes 1.25: use policy/v1.`,
    ]);
  });

  it("CAT-16: renders with each sample too, and says which of them show a finding", async () => {
    const template = TEMPLATE.slice(0, TEMPLATE.indexOf("---\n")).replace("container:", "containers:");
    const files = [
      CHART,
      fileOf("values.yaml", "replicas: 2\nimage: shop\n"),
      fileOf("templates/_helpers.tpl", '{{- define "shop.labels" -}}\napp: shop\n{{- end }}\n'),
      fileOf("templates/web.yaml", template),
      fileOf("ci/one-values.yaml", "replicas: one\n"),
      fileOf("ci/sound-values.yaml", "replicas: 3\n"),
      fileOf("ci/two-values.yaml", "replicas: one\nimage: [a]\n"),
      fileOf("ci/broken-values.yaml", "replicas: {{\n"),
    ];
    const { findings } = await checkArtifact({ kind: "chart", files, withSamples: true });
    const line = lineIn(template, "replicas");
    expect(findings.map(({ code, path, line, samples }) => [code, path, line, samples])).toEqual([
      ["render-failed", "ci/broken-values.yaml", 1, ["ci/broken-values.yaml"]],
      ["yaml-syntax", "ci/broken-values.yaml", 2, []],
      ["wrong-type", "templates/web.yaml", line, ["ci/one-values.yaml", "ci/two-values.yaml"]],
      ["wrong-type", "templates/web.yaml", lineIn(template, "image"), ["ci/two-values.yaml"]],
    ]);
    expect((await checkArtifact({ kind: "chart", files })).findings).toHaveLength(1);
  });

  it("places what Helm itself refuses", async () => {
    const schema = fileOf("values.schema.json", '{"properties": {"replicas": {"type": "integer"}}}');
    const broken = await checkArtifact({ kind: "chart", files: [CHART, VALUES, schema, HELPERS] });
    expect(broken.findings).toMatchObject([
      {
        code: "values-schema",
        path: "values.yaml",
        line: 1,
        message: "replicas is of type string, but must be of type integer.",
      },
    ]);
    const failing = fileOf("templates/web.yaml", "a: b\nc: {{ .Values.a.b.c }}\n");
    const failed = await checkArtifact({ kind: "chart", files: [CHART, VALUES, failing] });
    expect(failed.findings).toMatchObject([{ code: "render-failed", path: "templates/web.yaml", line: 2 }]);
  });

  it("finds in bases and bundles", async () => {
    const pod =
      "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      img: a\n";
    const base = [
      fileOf("kustomization.yaml", "namePrefix: x-\nresources: [pod.yaml]\n"),
      fileOf("pod.yaml", pod),
    ];
    const place = { code: "unknown-field", path: "pod.yaml", line: 8, isInOutput: false };
    expect((await checkArtifact({ kind: "kustomize-base", files: base })).findings).toMatchObject([place]);
    const bundle = [fileOf("pod.yaml", pod)];
    expect((await checkArtifact({ kind: "manifest-bundle", files: bundle })).findings).toMatchObject([place]);
  });

  const bomb = "bcdefghijk"
    .split("")
    .map((name, index) => `${name}: &${name} [${`*${"abcdefghij"[index]},`.repeat(9)}]`)
    .join("\n");

  it.each([
    ["an alias bomb", `a: &a [x,x,x,x,x,x,x,x,x]\n${bomb}\n`],
    ["100,000 brackets", `a: ${"[".repeat(100_000)}\n`],
    ["a map of 20,000 keys", Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join("\n")],
    ["a line of 4.9 MB", `a: "${"x".repeat(4_900_000)}"`],
    ["200,000 actions", "{{ end }}".repeat(200_000)],
  ])("ends with findings, and goes on, for %s", { timeout: 120_000 }, async (_, text) => {
    const files = [CHART, fileOf("values.yaml", text), fileOf("templates/b.yaml", text)];
    const { findings } = await checkArtifact({ kind: "chart", files });
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.length).toBeLessThan(400);
    const next = await checkArtifact({ kind: "manifest-bundle", files: [fileOf("a.yaml", "kind: A\n")] });
    expect(next.findings).toMatchObject([{ code: "bundle-rule", path: "a.yaml", line: 1 }]);
  });
});
