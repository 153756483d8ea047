import type { ModuleRequest } from "../schema.ts";
import { lintOptionsSchema, templateOptionsSchema } from "../schema.ts";
import { VirtualTree } from "./virtual-tree.ts";

type WarmUp = { makeTree: () => VirtualTree; request: ModuleRequest };

const CHART = {
  "Chart.yaml": "apiVersion: v2\nname: warm\nversion: 1.0.0\n",
  "values.yaml": "replicas: 1\nlabels: {a: b}\n",
  "values.schema.json": '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}\n',
  "templates/_helpers.tpl": '{{- define "warm.name" -}}{{ .Chart.Name | trunc 63 | quote }}{{- end -}}\n',
  "templates/deployment.yaml":
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include "warm.name" . }}\n  labels: {{- toYaml .Values.labels | nindent 4 }}\nspec:\n  replicas: {{ .Values.replicas }}\n  selector: {matchLabels: {a: b}}\n',
};

// A strategic-merge patch makes Kustomize parse its OpenAPI document, which is most of what it does at first.
const BASE = {
  "kustomization.yaml":
    "resources: [deployment.yaml]\nnamePrefix: warm-\npatches:\n- path: patch.yaml\n- target: {kind: Deployment}\n  patch: |-\n    - {op: add, path: /spec/paused, value: true}\n",
  "deployment.yaml":
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, image: web}]}}}\n",
  "patch.yaml":
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, tty: true}]}}}\n",
};

function treeOf(files: Record<string, string>): VirtualTree {
  const tree = new VirtualTree();
  const entries = Object.entries(files).map(([path, text]) => ({
    path,
    bytes: new TextEncoder().encode(text),
  }));
  tree.mount("/warm", entries);
  return tree;
}

/** What a new instance does before its state is kept, so that no one's first question pays for it (ENG-31). */
export const WARM_UPS: Record<"helm" | "kustomize", readonly WarmUp[]> = {
  helm: [
    { makeTree: () => new VirtualTree(), request: { op: "info" } },
    {
      makeTree: () => treeOf(CHART),
      request: { op: "template", cwd: "/warm", path: ".", options: templateOptionsSchema.parse({}) },
    },
    {
      makeTree: () => treeOf(CHART),
      request: { op: "lint", cwd: "/warm", path: ".", options: lintOptionsSchema.parse({}) },
    },
  ],
  kustomize: [
    { makeTree: () => new VirtualTree(), request: { op: "info" } },
    { makeTree: () => treeOf(BASE), request: { op: "build", cwd: "/warm", path: "." } },
  ],
};
