import type { JsonSchema } from "../json-schema.ts";

const text = (description: string): JsonSchema => ({ type: "string", description });
const texts = (description: string): JsonSchema => ({
  type: "array",
  items: { type: "string" },
  description,
});

const selector: Readonly<Record<string, JsonSchema>> = {
  group: text("The API group; a regular expression for the whole."),
  version: text("The API version."),
  kind: text("The kind."),
  name: text("The name, as it is in the resources."),
  namespace: text("The namespace."),
  labelSelector: text("Labels, as `kubectl -l` takes them."),
  annotationSelector: text("Annotations, as `kubectl -l` takes labels."),
};

/** One entry of `patches`. */
export const patchSchema: JsonSchema = {
  type: "object",
  properties: {
    path: text("The file with the patch."),
    patch: text("The patch itself, as text: part of an object, or a list of JSON patch operations."),
    target: {
      type: "object",
      properties: selector,
      description: "The objects to change. Without it the patch names its own.",
    },
    options: {
      type: "object",
      description: "What the patch may change besides.",
      properties: {
        allowNameChange: { type: "boolean", default: false, description: "Whether it may change the name." },
        allowKindChange: { type: "boolean", default: false, description: "Whether it may change the kind." },
      },
    },
  },
};

const fieldOptions: JsonSchema = {
  type: "object",
  description: "Which part of a text is meant.",
  properties: {
    delimiter: text("The sign that parts the text."),
    index: { type: "integer", description: "Which part, from 0; -1 puts one before all." },
    create: {
      type: "boolean",
      default: false,
      description: "Whether to make the field where it is missing.",
    },
  },
};

/** One entry of `replacements`. */
export const replacementSchema: JsonSchema = {
  type: "object",
  properties: {
    path: text("A file with replacements, in place of all below."),
    source: {
      type: "object",
      description: "Where the value comes from.",
      properties: {
        ...selector,
        fieldPath: text("The field; `metadata.name` without it."),
        options: fieldOptions,
      },
    },
    sourceValue: text("The value itself, in place of a source."),
    targets: {
      type: "array",
      description: "Where the value goes.",
      items: {
        type: "object",
        required: ["select"],
        properties: {
          select: { type: "object", properties: selector, description: "The objects to change." },
          reject: {
            type: "array",
            items: { type: "object", properties: selector },
            description: "Objects to leave alone.",
          },
          fieldPaths: texts("The fields, such as `spec.template.spec.containers.[name=web].image`."),
          options: fieldOptions,
        },
      },
    },
  },
};
