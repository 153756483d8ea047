import type { JsonSchema } from "../json-schema.ts";

const text = (description: string): JsonSchema => ({ type: "string", description });
const texts = (description: string): JsonSchema => ({
  type: "array",
  items: { type: "string" },
  description,
});

/** What is told to generators, for all or for one. */
export const generatorOptionsSchema: JsonSchema = {
  type: "object",
  properties: {
    labels: {
      type: "object",
      additionalProperties: { type: "string" },
      description: "Labels of what is made.",
    },
    annotations: {
      type: "object",
      additionalProperties: { type: "string" },
      description: "Annotations of what is made.",
    },
    disableNameSuffixHash: {
      type: "boolean",
      default: false,
      description: "Leaves the hash off the name. Then a change restarts nothing by itself.",
    },
    immutable: { type: "boolean", default: false, description: "Whether the cluster refuses changes to it." },
  },
};

/** One entry of configMapGenerator or secretGenerator. */
export function generatorSchema(kind: "ConfigMap" | "Secret"): JsonSchema {
  return {
    type: "object",
    required: ["name"],
    properties: {
      name: text(`The name of the ${kind}, without the hash.`),
      namespace: text("The namespace it goes into."),
      behavior: {
        type: "string",
        enum: ["create", "merge", "replace"],
        description:
          "What to do where one of this name is there already: `create` refuses, `merge` adds, `replace` takes its place.",
      },
      files: texts("Files to hold, under their own name or as `key=path`."),
      literals: texts("Values to hold, each as `key=value`."),
      envs: texts("Files with lines `key=value`."),
      options: { ...generatorOptionsSchema, description: "What holds for this one." },
      ...(kind === "Secret"
        ? {
            type: {
              ...text("The type of the Secret; `Opaque` without it."),
              examples: ["Opaque", "kubernetes.io/tls"],
            },
          }
        : {}),
    },
  };
}
