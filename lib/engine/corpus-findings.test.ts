import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { checkArtifact } from "./check-artifact.ts";
import { findProblems } from "./findings/find-problems.ts";
import { fileOf, lineIn, renderedAs, schemasOf } from "./fixtures.ts";
import { endEngine } from "./pool.ts";
import type { TreeEntry } from "./types.ts";

// biome-ignore lint/style/noProcessEnv: what a test is given is no setting of the product.
const corpus = process.env.CORPUS_DIR ?? "";
const why = "CORPUS_DIR is not set: it names a folder of real charts, bases and bundles";

afterAll(endEngine);

/** A tree of the corpus, links followed. */
function readTree(folder: string): TreeEntry[] {
  const root = path.join(corpus, folder);
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(path.join(root, file)).isFile())
    .map((file) => ({ path: file, bytes: new Uint8Array(readFileSync(path.join(root, file))) }));
}

const textOf = (files: readonly TreeEntry[], name: string): string => {
  const entry = files.find(({ path: at }) => at === name);
  return entry && "bytes" in entry ? new TextDecoder().decode(entry.bytes) : "";
};

/** The same tree with one file edited, in memory only. */
const editFile = (files: readonly TreeEntry[], name: string, edit: (text: string) => string): TreeEntry[] =>
  files.map((file) => (file.path === name ? fileOf(name, edit(textOf(files, name))) : file));

const VERSIONS = ["1.25", "1.29", "1.32", "1.36"];

const DESCRIBED = [
  {
    what: "an unknown field, in podinfo's own template with one name misspelt",
    folder: "charts/podinfo/6.9.4",
    edit: ["templates/deployment.yaml", "imagePullPolicy:", "imagePullPolicies:"],
    extra: "",
    at: ["templates/deployment.yaml", "imagePullPolicies:"],
    finding: {
      code: "unknown-field",
      message:
        "Deployment has no field spec.template.spec.containers[0].imagePullPolicies; did you mean imagePullPolicy?",
      kubeVersions: [],
    },
  },
  {
    what: "a wrong type, as Helm's own alpine chart has it",
    folder: "charts/helm-testdata/alpine",
    edit: null,
    extra: "",
    at: ["templates/alpine-pod.yaml", "app.kubernetes.io/version: {{"],
    finding: {
      code: "wrong-type",
      message: 'metadata.labels["app.kubernetes.io/version"] is 3.9, but must be a string.',
      kubeVersions: [],
    },
  },
  {
    what: "an API removed in 1.25, as metrics-server 3.8.2 has it with pspEnabled",
    folder: "charts/metrics-server/3.8.2",
    edit: null,
    extra: "rbac: {create: true, pspEnabled: true}\n",
    at: ["templates/psp.yaml", "apiVersion: policy/v1beta1"],
    finding: {
      code: "api-removed",
      message: "policy/v1beta1 PodSecurityPolicy was removed in Kubernetes 1.25.",
      kubeVersions: VERSIONS,
    },
  },
  {
    what: "an API removed in 1.26, as traefik 10.24.5 has it with autoscaling: told for 1.29, not for 1.25",
    folder: "charts/traefik/10.24.5",
    edit: ["templates/hpa.yaml", "v2beta1", "v2beta2"],
    extra: "autoscaling: {enabled: true, minReplicas: 1, maxReplicas: 2, metrics: []}\n",
    at: ["templates/hpa.yaml", "apiVersion: autoscaling/v2beta2"],
    finding: {
      code: "api-removed",
      message:
        "autoscaling/v2beta2 HorizontalPodAutoscaler was removed in Kubernetes 1.26: use autoscaling/v2.",
      kubeVersions: ["1.29", "1.32", "1.36"],
    },
  },
  {
    what: "an API removed in 1.29, in a template of metrics-server with one more document",
    folder: "charts/metrics-server/3.13.1",
    edit: [
      "templates/service.yaml",
      "apiVersion: v1\n",
      "apiVersion: flowcontrol.apiserver.k8s.io/v1beta2\nkind: FlowSchema\nmetadata: {name: a}\n---\napiVersion: v1\n",
    ],
    extra: "",
    at: ["templates/service.yaml", "v1beta2"],
    finding: {
      code: "api-removed",
      message:
        "flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema was removed in Kubernetes 1.29: use flowcontrol.apiserver.k8s.io/v1.",
      kubeVersions: ["1.29", "1.32", "1.36"],
    },
  },
  {
    what: "an API removed in 1.32, in a template of metrics-server with one more document",
    folder: "charts/metrics-server/3.13.1",
    edit: [
      "templates/service.yaml",
      "apiVersion: v1\n",
      "apiVersion: flowcontrol.apiserver.k8s.io/v1beta3\nkind: FlowSchema\nmetadata: {name: a}\n---\napiVersion: v1\n",
    ],
    extra: "",
    at: ["templates/service.yaml", "v1beta3"],
    finding: {
      code: "api-removed",
      message:
        "flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema was removed in Kubernetes 1.32: use flowcontrol.apiserver.k8s.io/v1.",
      kubeVersions: ["1.32", "1.36"],
    },
  },
  {
    what: "values that break the schema, as Helm's own chart has them",
    folder: "charts/helm-testdata/chart-with-schema-negative",
    edit: null,
    extra: "",
    at: ["values.yaml", "age: -5"],
    finding: { code: "values-schema", message: "age is -5, but its minimum is 0." },
  },
  {
    what: "values that break the schema of headlamp, at the line that was edited",
    folder: "charts/headlamp/0.40.1",
    edit: ["values.yaml", "replicaCount: 1", "replicaCount: many"],
    extra: "",
    at: ["values.yaml", "replicaCount: many"],
    finding: {
      code: "values-schema",
      message: "replicaCount is of type string, but must be of type integer.",
    },
  },
] as const;

describe("findings on real charts (CAT-16)", () => {
  it.for(DESCRIBED)(
    "tells $what",
    { timeout: 60_000 },
    async ({ folder, edit, extra, at, finding }, { skip }) => {
      if (!corpus) skip(why);
      const read = readTree(folder);
      const edited = edit === null ? read : editFile(read, edit[0], (text) => text.replace(edit[1], edit[2]));
      const files = extra === "" ? edited : [...edited, fileOf("ci/extra-values.yaml", extra)];
      const { findings } = await checkArtifact({
        kind: "chart",
        files,
        options: { valueFiles: extra === "" ? [] : ["ci/extra-values.yaml"] },
        kubeVersions: VERSIONS,
      });
      const line = lineIn(textOf(files, at[0]), at[1]);
      expect(findings).toContainEqual(
        expect.objectContaining({ ...finding, path: at[0], line, isInOutput: false }),
      );
    },
  );

  it("tells nothing of what real charts and bases print that is not true", { timeout: 300_000 }, async ({
    skip,
  }) => {
    if (!corpus) skip(why);
    const counts: Record<string, number> = {};
    const told = new Set<string>();
    const outputs = readOutputs();
    for (const { id, kind, folder, output } of outputs) {
      const files = readTree(folder);
      const render = renderedAs(output);
      const findings = await findProblems({
        kind,
        files,
        render,
        lint: null,
        kubeVersions: ["1.36"],
        schemas: schemasOf,
      });
      for (const { code, path: file, line, message } of findings) {
        counts[code] = (counts[code] ?? 0) + 1;
        if (ABOUT_FIELDS.has(code)) told.add(`${id} ${file}:${line} ${message}`);
      }
    }
    process.stdout.write(`findings of ${outputs.length} outputs at 1.36: ${JSON.stringify(counts)}\n`);
    expect(outputs.length).toBeGreaterThan(100);
    // Each was looked at: Kubernetes refuses a number as a label, Kustomize the field.
    expect([...told].toSorted()).toEqual([
      'helmtest-alpine templates/alpine-pod.yaml:14 metadata.labels["app.kubernetes.io/version"] is 3.9, but must be a string.',
      "kustomize__derived-unknown-field__base kustomization.yaml:3 kustomization.yaml has no field resuorces; did you mean resources?",
    ]);
  });
});

const ABOUT_FIELDS = new Set(["unknown-field", "wrong-type", "missing-field"]);

/** What Helm and Kustomize printed for the cases and their variants, where it is the same each time. */
function readOutputs() {
  const [, ...rows] = readFileSync(path.join(corpus, "CASES.tsv"), "utf8").trimEnd().split("\n");
  const cases = new Map(rows.map((row) => [row.split("\t")[0], row.split("\t")]));
  return readdirSync(path.join(corpus, "expected")).flatMap((file) => {
    const id = file.replace(/(\+[^+]*)?\.out\.gz$/, "");
    const [, kind = "", folder = ""] = cases.get(id) ?? cases.get(file.replace(/\.out\.gz$/, "")) ?? [];
    if (!file.endsWith(".out.gz") || (kind !== "chart" && kind !== "kustomize")) return [];
    const output = gunzipSync(readFileSync(path.join(corpus, "expected", file)));
    return [
      { id, folder, output, kind: kind === "chart" ? ("chart" as const) : ("kustomize-base" as const) },
    ];
  });
}
