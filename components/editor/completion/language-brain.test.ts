import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { kubernetesSchemasSchema } from "#lib/engine/findings/kubernetes-schemas.ts";
import { type ArtifactKindName, LanguageBrain } from "./language-brain.ts";

const packed = readFileSync(new URL("../../../engine/kubernetes/1.36.json.br", import.meta.url));
const schemas = kubernetesSchemasSchema.parse(JSON.parse(brotliDecompressSync(packed).toString()));

/** An artifact of these files; `¦` in one of them is the cursor. */
function brainOf(kind: ArtifactKindName, files: Record<string, string>) {
  const brain = new LanguageBrain(kind, () => Promise.resolve(schemas));
  let place = { path: "", offset: 0 };
  for (const [path, text] of Object.entries(files)) {
    if (text.includes("¦")) place = { path, offset: text.indexOf("¦") };
    brain.setText(path, text.replace("¦", ""));
  }
  const complete = () => brain.complete(place);
  return {
    labels: async () => (await complete()).map(({ label }) => label),
    find: async (label: string) => (await complete()).find((one) => one.label === label),
    hover: async () => (await brain.hover(place))?.markdown,
    references: () => brain.references(place).map(({ path, line }) => `${path}:${line}`),
  };
}

const deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n";

describe("completion by schema in YAML files", () => {
  it("knows the fields of a Kubernetes object, with types and documentation", async () => {
    const brain = brainOf("kustomize-base", { "app.yaml": `${deployment}spec:\n  re¦` });
    const replicas = await brain.find("replicas");
    expect(replicas?.detail).toBe("integer");
    expect(replicas?.documentation).toContain("Kubernetes 1.36, apps/v1 Deployment");
    expect(await brain.labels()).toContain("selector");
  });

  it("goes through references and lists", async () => {
    const text = `${deployment}spec:\n  template:\n    spec:\n      containers:\n        - name: web\n          im¦`;
    const labels = await brainOf("manifest-bundle", { "app.yaml": text }).labels();
    expect(labels).toEqual(expect.arrayContaining(["image", "imagePullPolicy", "ports"]));
    expect(labels).not.toContain("name");
  });

  it("takes each document of a file for itself", async () => {
    const text = `${deployment}---\napiVersion: v1\nkind: Service\nspec:\n  ¦\n---\n${deployment}`;
    const labels = await brainOf("manifest-bundle", { "all.yaml": text }).labels();
    expect(labels).toContain("externalTrafficPolicy");
    expect(labels).not.toContain("replicas");
  });

  it("names kinds that fit the API version", async () => {
    const brain = brainOf("manifest-bundle", { "a.yaml": "apiVersion: batch/v1\nkind: ¦" });
    expect(await brain.labels()).toEqual(["CronJob", "Job"]);
    expect(await brainOf("manifest-bundle", { "a.yaml": "¦" }).labels()).toEqual([
      "apiVersion",
      "kind",
      "metadata",
    ]);
  });

  it("works in a template, around its actions", async () => {
    const text = `${deployment}spec:\n  {{- if .Values.a }}\n  replicas: {{ .Values.b }}\n  {{- end }}\n  ¦`;
    const labels = await brainOf("chart", { "Chart.yaml": "name: a", "templates/a.yaml": text }).labels();
    expect(labels).toContain("selector");
    expect(labels).not.toContain("replicas");
  });

  it("explains the key under the pointer", async () => {
    const brain = brainOf("kustomize-base", { "app.yaml": `${deployment}spec:\n  repl¦icas: 1` });
    expect(await brain.hover()).toContain("**replicas** · integer");
  });

  it("knows the fields of Chart.yaml, and what one may be", async () => {
    expect(await brainOf("chart", { "Chart.yaml": "name: a\n¦" }).labels()).toContain("appVersion");
    expect(await brainOf("chart", { "Chart.yaml": "type: ¦" }).labels()).toEqual(["application", "library"]);
    const inside = brainOf("chart", { "Chart.yaml": "dependencies:\n  - name: redis\n    ¦" });
    expect(await inside.labels()).toEqual(expect.arrayContaining(["alias", "condition"]));
    expect(await inside.labels()).not.toContain("name");
  });

  it("knows the fields of kustomization.yaml", async () => {
    const brain = brainOf("kustomize-base", { "kustomization.yaml": "images:\n  - name: web\n    new¦" });
    expect(await brain.labels()).toEqual(expect.arrayContaining(["newName", "newTag"]));
    expect((await brain.find("newTag"))?.documentation).toContain("The tag to set.");
  });
});

describe("values.yaml", () => {
  const chart = {
    "Chart.yaml": "name: shop\n",
    "values.schema.json": JSON.stringify({
      properties: { image: { properties: { pullPolicy: { enum: ["Always", "Never"] } } } },
    }),
    "charts/redis/Chart.yaml": "name: redis\n",
    "charts/redis/values.yaml": "# Where it listens.\nport: 6379\n",
    "templates/a.yaml":
      "a: {{ .Values.image.tag }}\nb: {{- toYaml .Values.image }}\nc: {{ .Values.other }}\n",
  };

  it("offers keys and values by the chart's schema", async () => {
    const at = (text: string) => brainOf("chart", { ...chart, "values.yaml": text });
    expect(await at("image:\n  ¦").labels()).toContain("pullPolicy");
    expect(await at("image:\n  pullPolicy: ¦").labels()).toEqual(["Always", "Never"]);
  });

  it("offers the keys of a subchart under its name", async () => {
    const port = await brainOf("chart", { ...chart, "values.yaml": "redis:\n  ¦" }).find("port");
    expect(port?.documentation).toContain("Where it listens.");
  });

  it("says which templates read a key", async () => {
    const brain = brainOf("chart", { ...chart, "values.yaml": "image:\n  ta¦g: ''\n" });
    const hover = await brain.hover();
    expect(hover).toContain("- templates/a.yaml:1\n");
    expect(hover).toContain("- templates/a.yaml:2, with all around it");
    expect(hover).not.toContain("a.yaml:3");
    expect(brain.references()).toEqual(["templates/a.yaml:1"]);
    expect(await brainOf("chart", { ...chart, "values.yaml": "lo¦st: 1" }).hover()).toContain("No template");
  });
});

describe("speed", () => {
  it("answers about a chart of many files at once, having read each only once", async () => {
    const files: Record<string, string> = { "Chart.yaml": "name: big\n" };
    const keys = Array.from({ length: 4000 }, (_, at) => `key${at}: ${at} # about ${at}\n`);
    files["values.yaml"] = keys.join("");
    for (let at = 0; at < 200; at += 1)
      files[`templates/t${at}.yaml`] =
        "{{- if .Values.key1 }}\na: {{ .Values.key2 | quote }}\n{{- end }}\n".repeat(40);
    files["templates/now.yaml"] = "{{ .Values.¦ }}";
    const brain = brainOf("chart", files);
    expect((await brain.labels()).length).toBe(4001);
    const startedAt = performance.now();
    await brain.labels();
    // It runs in a worker; the bound only tells reading again from having read.
    expect(performance.now() - startedAt).toBeLessThan(250);
  });
});
