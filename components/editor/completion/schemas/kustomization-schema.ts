import type { JsonSchema } from "../json-schema.ts";
import { generatorOptionsSchema, generatorSchema } from "./kustomize-generators.ts";
import { patchSchema, replacementSchema } from "./kustomize-patches.ts";

const text = (description: string): JsonSchema => ({ type: "string", description });
const texts = (description: string): JsonSchema => ({
  type: "array",
  items: { type: "string" },
  description,
});
const pairs = (description: string): JsonSchema => ({
  type: "object",
  additionalProperties: { type: "string" },
  description,
});
const list = (items: JsonSchema, description: string): JsonSchema => ({ type: "array", items, description });

const labels: JsonSchema = {
  type: "object",
  required: ["pairs"],
  properties: {
    pairs: pairs("The labels, by key."),
    includeSelectors: {
      type: "boolean",
      default: false,
      description:
        "Whether selectors, too, and with them templates of pods, get the labels. Selectors of a Deployment cannot be changed later.",
    },
    includeTemplates: {
      type: "boolean",
      default: false,
      description: "Whether templates of pods get the labels, but not selectors.",
    },
    fields: list({ type: "object" }, "Further fields that get the labels."),
  },
};

const image: JsonSchema = {
  type: "object",
  required: ["name"],
  properties: {
    name: text("The image as it is written in the resources, without tag."),
    newName: text("What stands there instead of the name."),
    newTag: text("The tag to set. Quote it where it looks like a number."),
    digest: text("The digest to set in place of a tag: `sha256:…`."),
    tagSuffix: text("What to put behind the tag that is there."),
  },
};

const sortOptions: JsonSchema = {
  type: "object",
  description: "The order of what is printed.",
  properties: {
    order: {
      type: "string",
      enum: ["legacy", "fifo"],
      description: "`fifo` keeps the order of the files; `legacy` sorts by kind.",
    },
    legacySortOptions: {
      type: "object",
      description: "With `legacy`, the kinds that come first and last.",
      properties: { orderFirst: texts("Kinds that come first."), orderLast: texts("Kinds that come last.") },
    },
  },
};

/** kustomization.yaml, as Kustomize reads it; descriptions are ours. */
export const kustomizationSchema: JsonSchema = {
  type: "object",
  properties: {
    apiVersion: {
      type: "string",
      enum: ["kustomize.config.k8s.io/v1beta1", "kustomize.config.k8s.io/v1alpha1"],
      description: "The form of this file; `v1alpha1` of a Component.",
    },
    kind: {
      type: "string",
      enum: ["Kustomization", "Component"],
      description: "A Component is a part that a Kustomization takes in under `components`.",
    },
    resources: texts(
      "Files with Kubernetes objects, and folders with a kustomization of their own. Everything begins with them.",
    ),
    components: texts("Folders of Components, whose changes are made on top."),
    namespace: text("The namespace that all objects go into."),
    namePrefix: text("What to put before every name, also where it is referred to."),
    nameSuffix: text("What to put behind every name, also where it is referred to."),
    labels: list(labels, "Labels for all objects; selectors only where it is said so."),
    commonAnnotations: pairs("Annotations for all objects and templates of pods."),
    patches: list(
      patchSchema,
      "Changes to objects: a part of an object that is merged in, or JSON patch operations.",
    ),
    images: list(image, "Names, tags and digests of images to set, wherever they are used."),
    replicas: list(
      {
        type: "object",
        required: ["name", "count"],
        properties: {
          name: text("The object's name, as it is in the resources."),
          count: { type: "integer", description: "How many." },
        },
      },
      "Numbers of replicas to set.",
    ),
    configMapGenerator: list(
      generatorSchema("ConfigMap"),
      "ConfigMaps to make. Their names end in a hash of what they hold, so that a change restarts pods.",
    ),
    secretGenerator: list(
      generatorSchema("Secret"),
      "Secrets to make. Their names end in a hash of what they hold.",
    ),
    generatorOptions: { ...generatorOptionsSchema, description: "What holds for all that is generated." },
    replacements: list(replacementSchema, "Values to copy from one field to others."),
    configurations: texts("Files that tell transformers about fields of your own kinds."),
    crds: texts("Files with OpenAPI definitions of custom resources, so that names in them are followed."),
    generators: texts("Files that configure generators."),
    transformers: texts("Files that configure transformers."),
    validators: texts("Files that configure validators."),
    openapi: {
      type: "object",
      description: "An OpenAPI document that replaces the built-in one.",
      properties: { path: text("The file it is in."), version: text("A built-in version of it.") },
    },
    buildMetadata: {
      type: "array",
      items: { type: "string", enum: ["managedByLabel", "originAnnotations", "transformerAnnotations"] },
      description: "Notes on how each object came about, as labels and annotations.",
    },
    sortOptions,
    metadata: { type: "object", description: "Name, labels and annotations of the kustomization itself." },
    commonLabels: pairs(
      "Deprecated: write `labels`. It changes selectors as well, which breaks what is installed.",
    ),
    bases: texts("Deprecated: write them under `resources`."),
    patchesStrategicMerge: texts("Deprecated: write `patches` with `path`."),
    patchesJson6902: list(patchSchema, "Deprecated: write `patches` with `target`."),
    vars: list({ type: "object" }, "Deprecated: write `replacements`."),
  },
};
