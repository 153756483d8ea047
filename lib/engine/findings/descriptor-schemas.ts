import type { SchemaNode } from "./kubernetes-schemas.ts";

const text: SchemaNode = { type: "string" };
const flag: SchemaNode = { type: "boolean" };
const texts: SchemaNode = { type: "array", items: text };
const textMap: SchemaNode = { type: "object", additionalProperties: text };
const anything: SchemaNode = {};
const list = (properties: Record<string, SchemaNode>, required: string[] = []): SchemaNode => ({
  type: "array",
  items: { type: "object", properties, required },
});

const maintainers = list({ name: text, email: text, url: text }, ["name"]);
const dependencies = list(
  {
    name: text,
    version: text,
    repository: text,
    condition: text,
    tags: texts,
    enabled: flag,
    "import-values": { type: "array", items: anything },
    alias: text,
  },
  ["name"],
);

/** Chart.yaml as Helm reads it (pkg/chart/v2, Metadata); what must be there is said by lint, in Helm's words; `engine` and `tillerVersion` are Helm 2's and still stand in charts. */
export const CHART_YAML: SchemaNode = {
  type: "object",
  properties: {
    annotations: textMap,
    apiVersion: text,
    appVersion: text,
    condition: text,
    dependencies,
    deprecated: flag,
    description: text,
    engine: text,
    home: text,
    icon: text,
    keywords: texts,
    kubeVersion: text,
    maintainers,
    name: text,
    sources: texts,
    tags: text,
    tillerVersion: text,
    type: { type: "string", enum: ["application", "library"] },
    version: text,
  },
};

const target: SchemaNode = {
  type: "object",
  properties: {
    group: text,
    version: text,
    kind: text,
    name: text,
    namespace: text,
    labelSelector: text,
    annotationSelector: text,
  },
};
const generator = (more: Record<string, SchemaNode>): SchemaNode =>
  list({
    name: text,
    namespace: text,
    behavior: { type: "string", enum: ["create", "replace", "merge"] },
    files: texts,
    literals: texts,
    env: text,
    envs: texts,
    options: anything,
    ...more,
  });

/** A kustomization file as Kustomize reads it (api/types, Kustomization), with the fields it has given up. */
export const KUSTOMIZATION: SchemaNode = {
  type: "object",
  properties: {
    apiVersion: text,
    kind: { type: "string", enum: ["Kustomization", "Component"] },
    metadata: anything,
    openapi: textMap,
    namePrefix: text,
    nameSuffix: text,
    namespace: text,
    commonLabels: textMap,
    labels: list({
      pairs: textMap,
      includeSelectors: flag,
      includeTemplates: flag,
      fields: { type: "array", items: anything },
    }),
    commonAnnotations: textMap,
    patchesStrategicMerge: texts,
    patchesJson6902: list({ path: text, patch: text, target, options: anything }),
    patches: list({ path: text, patch: text, target, options: anything }),
    images: list({ name: text, newName: text, tagSuffix: text, newTag: text, digest: text }),
    imageTags: { type: "array", items: anything },
    replacements: list({ path: text, source: anything, targets: { type: "array", items: anything } }),
    replicas: list({ name: text, count: { type: "integer" } }),
    vars: { type: "array", items: anything },
    sortOptions: anything,
    resources: texts,
    components: texts,
    crds: texts,
    bases: texts,
    configMapGenerator: generator({}),
    secretGenerator: generator({ type: text }),
    generatorOptions: anything,
    configurations: texts,
    generators: texts,
    transformers: texts,
    validators: texts,
    helmCharts: { type: "array", items: anything },
    helmChartInflationGenerator: { type: "array", items: anything },
    helmGlobals: anything,
    inventory: anything,
    buildMetadata: {
      type: "array",
      items: { type: "string", enum: ["managedByLabel", "originAnnotations", "transformerAnnotations"] },
    },
  },
};
