import type { JsonSchema } from "../json-schema.ts";

const text = (description: string): JsonSchema => ({ type: "string", description });
const texts = (description: string): JsonSchema => ({
  type: "array",
  items: { type: "string" },
  description,
});

const dependency: JsonSchema = {
  type: "object",
  required: ["name", "version"],
  properties: {
    name: text("The name of the chart this one builds on, as its own Chart.yaml says it."),
    version: text("The version to take, or a range such as `^2.1.0`."),
    repository: text(
      "Where `helm dependency update` finds it: `https://…`, `oci://…`, `file://…`, or `@name` of a repository that was added.",
    ),
    condition: text(
      "A path in values that switches it on and off, such as `redis.enabled`. Of several, separated by commas, the first that is set counts.",
    ),
    tags: texts("Words that switch it on and off together with others, under `tags` in values."),
    alias: text(
      "Another name for it in this chart, and the key of its values. So one chart can be taken twice.",
    ),
    "import-values": {
      type: "array",
      description:
        "Values of it that this chart takes over: names under its `exports`, or pairs of `child` and `parent`.",
      items: {
        anyOf: [
          { type: "string" },
          {
            type: "object",
            properties: {
              child: text("The path in the dependency's values."),
              parent: text("The path in this chart's values."),
            },
          },
        ],
      },
    },
  },
};

/** Chart.yaml, as Helm reads it; descriptions are ours. */
export const chartSchema: JsonSchema = {
  type: "object",
  required: ["apiVersion", "name", "version"],
  properties: {
    apiVersion: {
      type: "string",
      enum: ["v2", "v1"],
      description: "The form of this file. `v2` holds dependencies and a type; `v1` is of Helm 2.",
    },
    name: text("The chart's name: lower case letters, digits and dashes. The folder has the same one."),
    version: text("The chart's own version, by SemVer. Publishing writes the tag here."),
    appVersion: text("The version of what the chart installs. Quote it, or 1.20 becomes 1.2."),
    description: text("What it installs, in one sentence."),
    type: {
      type: "string",
      enum: ["application", "library"],
      description: "An application is installed; a library only has named templates for other charts.",
    },
    kubeVersion: text("The Kubernetes versions it runs on, such as `>=1.25.0-0`. Helm refuses others."),
    keywords: texts("Words to find it by."),
    home: text("Address of the project's page."),
    sources: texts("Addresses of the source."),
    dependencies: {
      type: "array",
      items: dependency,
      description: "Charts that are installed with it, as its subcharts.",
    },
    maintainers: {
      type: "array",
      description: "Who looks after it.",
      items: {
        type: "object",
        required: ["name"],
        properties: {
          name: text("The person's or team's name."),
          email: text("Where to write to."),
          url: text("Their page."),
        },
      },
    },
    icon: text("Address of a picture, SVG or PNG."),
    deprecated: { type: "boolean", description: "Whether it should no longer be used." },
    annotations: {
      type: "object",
      additionalProperties: { type: "string" },
      description: "Notes for other tools, by key. Values are text: quote numbers and booleans.",
    },
  },
};
