/** What is known of a field of Helm's built-in objects, in our words. */
export type ObjectDoc = {
  readonly type: string;
  readonly text: string;
  readonly fields?: Readonly<Record<string, ObjectDoc>>;
};

const text = (says: string): ObjectDoc => ({ type: "text", text: says });
const list = (says: string): ObjectDoc => ({ type: "list", text: says });
const yesNo = (says: string): ObjectDoc => ({ type: "boolean", text: says });
const method = (type: string, says: string): ObjectDoc => ({ type, text: says });

const release: ObjectDoc = {
  type: "object",
  text: "The release that is being made.",
  fields: {
    Name: text("The name the release was given: NAME of `helm install NAME`."),
    Namespace: text("The namespace the release goes into, unless a manifest names another."),
    IsInstall: yesNo("True while a release is installed for the first time."),
    IsUpgrade: yesNo("True while a release is upgraded or rolled back."),
    Revision: { type: "number", text: "1 at the installation, one more with every upgrade and rollback." },
    Service: text("Who renders: always `Helm`. It belongs into the label `app.kubernetes.io/managed-by`."),
  },
};

const chart: ObjectDoc = {
  type: "object",
  text: "What Chart.yaml says.",
  fields: {
    APIVersion: text("The form of Chart.yaml: `v2`, or `v1` of old charts."),
    Name: text("The chart's name."),
    Version: text("The chart's own version. A `+` in it has to be replaced in labels."),
    AppVersion: text("The version of what the chart installs."),
    Description: text("The chart in one sentence."),
    Type: text("`application` or `library`."),
    KubeVersion: text("The Kubernetes versions the chart accepts."),
    Home: text("Address of the project's page."),
    Icon: text("Address of a picture."),
    Sources: list("Addresses of the source."),
    Keywords: list("Words to find the chart by."),
    Maintainers: list("Who looks after the chart: each with `.Name`, `.Email` and `.URL`."),
    Dependencies: list(
      "The charts it builds on: each with `.Name`, `.Version`, `.Repository`, `.Alias`, `.Condition`.",
    ),
    Annotations: { type: "map", text: "Notes for other tools, by key." },
    Deprecated: yesNo("Whether the chart should no longer be used."),
    Condition: text("The condition under which it is part of the chart around it."),
    Tags: text("Tags by which it is switched on and off."),
    IsRoot: yesNo("True in the chart that is installed, false in its subcharts."),
  },
};

const versionFields = {
  Version: text("The whole version, such as `v1.36.0`."),
  Major: text("The first number of the version."),
  Minor: text("The second number of the version."),
};

const capabilities: ObjectDoc = {
  type: "object",
  text: "What the cluster can do. Without a cluster, as here, it is what was chosen for the preview.",
  fields: {
    KubeVersion: { type: "object", text: "The version of Kubernetes.", fields: versionFields },
    APIVersions: {
      type: "list",
      text: "The API versions that the cluster serves.",
      fields: {
        Has: method(
          "Has(version) boolean",
          "Says whether the cluster serves an API version, or a kind: `batch/v1`, `batch/v1/Job`.",
        ),
      },
    },
    HelmVersion: {
      type: "object",
      text: "The version of Helm.",
      fields: {
        Version: text("The version, such as `v4.2.4`."),
        GitCommit: text("The commit that Helm was built from."),
        GitTreeState: text("`clean` where nothing was changed since."),
        GoVersion: text("The version of Go that Helm was built with."),
      },
    },
  },
};

const files: ObjectDoc = {
  type: "object",
  text: "Files of the chart that are neither templates nor left out by .helmignore.",
  fields: {
    Get: method("Get(path) text", "The text of a file; empty where it is missing."),
    GetBytes: method("GetBytes(path) bytes", "A file as bytes, for what is no text."),
    Glob: method(
      "Glob(pattern) files",
      "The files whose path fits a pattern; go through them with `range $path, $_ :=`.",
    ),
    Lines: method("Lines(path) list", "The lines of a file."),
    AsConfig: method("AsConfig() text", "The files as YAML for `data` of a ConfigMap: names and texts."),
    AsSecrets: method(
      "AsSecrets() text",
      "The files as YAML for `data` of a Secret: names, and contents in base64.",
    ),
  },
};

const template: ObjectDoc = {
  type: "object",
  text: "The template that is being run.",
  fields: {
    Name: text("Its path, beginning with the chart's name."),
    BasePath: text(
      "The folder of the chart's templates. Put a file's name behind it to `include` the file, as for a checksum.",
    ),
  },
};

/** The objects that Helm gives to every template, by name. */
export const builtInObjects: Readonly<Record<string, ObjectDoc>> = {
  Values: { type: "map", text: "The values: values.yaml of the chart, and what the user sets over it." },
  Release: release,
  Chart: chart,
  Capabilities: capabilities,
  Files: files,
  Template: template,
  Subcharts: { type: "map", text: "The scope of each subchart, by name: its `.Values`, `.Chart`, `.Files`." },
};

/** The fields of a built-in object. @param path from the data's root, such as `["Capabilities", "KubeVersion"]` */
export function objectAt(path: readonly string[]): ObjectDoc | null {
  const [name = "", ...rest] = path;
  let doc = own(builtInObjects, name);
  for (const key of rest) doc = doc?.fields ? own(doc.fields, key) : null;
  return doc;
}

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | null =>
  Object.hasOwn(record, key) ? (record[key] ?? null) : null;
