import { describeFunction as fn } from "./describe-function.ts";

/** What Helm adds: named templates, the cluster, and YAML, JSON and TOML. */
export const helmFunctions = {
  include: fn(
    "name data",
    "Runs a named template and gives its output as text, which `template` cannot: so it can be piped on, mostly to `nindent`.",
    'include "app.labels" . | nindent 4',
  ),
  tpl: fn(
    "template data",
    "Runs a text as a template. It lets values hold actions.",
    `tpl "{{ .a }}!" (dict "a" "hi")`,
    "hi!",
  ),
  required: fn(
    "message value",
    'The value, or a stop of the render with the message where it is nil or "".',
    'required "image.tag is needed" "1.2.0"',
    "1.2.0",
  ),
  lookup: fn(
    "apiVersion kind namespace name",
    "Reads an object of the cluster; without a name, a list of them. It is empty where there is no cluster, as here and in `helm template`.",
    'lookup "v1" "Secret" "default" "db" | toJson',
    "{}",
  ),
  toYaml: fn(
    "value",
    "Writes a value as YAML, without a line end; empty where it cannot.",
    'toYaml (dict "a" 1)',
    "a: 1",
  ),
  mustToYaml: fn("value", "`toYaml`, which fails the render where it cannot.", "mustToYaml (list 1)", "- 1"),
  toYamlPretty: fn(
    "value",
    "`toYaml` with lists indented by two under their key.",
    'toYamlPretty (dict "a" (list 1))',
    "a:\n  - 1",
  ),
  fromYaml: fn(
    "text",
    "Reads YAML into a map. Where it cannot, the map has the reason under `Error`.",
    '(fromYaml "a: 1").a',
    "1",
  ),
  fromYamlArray: fn(
    "text",
    "Reads YAML that is a list. Where it cannot, its first item is the reason.",
    'fromYamlArray "[1, 2]" | last',
    "2",
  ),
  toJson: fn(
    "value",
    "Writes a value as JSON on one line; empty where it cannot.",
    'toJson (dict "a" 1)',
    '{"a":1}',
  ),
  mustToJson: fn("value", "`toJson`, which fails the render where it cannot.", "mustToJson (list 1)", "[1]"),
  toPrettyJson: fn(
    "value",
    "Writes a value as JSON over several lines.",
    'toPrettyJson (dict "a" 1)',
    '{\n  "a": 1\n}',
  ),
  mustToPrettyJson: fn(
    "value",
    "`toPrettyJson`, which fails the render where it cannot.",
    "mustToPrettyJson (list)",
    "[]",
  ),
  toRawJson: fn("value", "Writes JSON and leaves <, > and & as they are.", 'toRawJson "<a>"', '"<a>"'),
  mustToRawJson: fn(
    "value",
    "`toRawJson`, which fails the render where it cannot.",
    'mustToRawJson "&"',
    '"&"',
  ),
  fromJson: fn(
    "text",
    "Reads JSON into a map. Where it cannot, the map has the reason under `Error`.",
    `(fromJson "{\\"a\\": 1}").a`,
    "1",
  ),
  mustFromJson: fn(
    "text",
    "Reads any JSON, and fails the render where it cannot.",
    'mustFromJson "[1, 2]" | last',
    "2",
  ),
  fromJsonArray: fn(
    "text",
    "Reads JSON that is a list. Where it cannot, its first item is the reason.",
    'fromJsonArray "[1, 2]" | first',
    "1",
  ),
  toToml: fn(
    "value",
    "Writes a value as TOML; the reason where it cannot.",
    'toToml (dict "a" 1) | trim',
    "a = 1",
  ),
  mustToToml: fn(
    "value",
    "`toToml`, which fails the render where it cannot.",
    'mustToToml (dict "a" 1) | trim',
    "a = 1",
  ),
  fromToml: fn(
    "text",
    "Reads TOML into a map. Where it cannot, the map has the reason under `Error`.",
    '(fromToml "a = 1").a',
    "1",
  ),
} as const;
