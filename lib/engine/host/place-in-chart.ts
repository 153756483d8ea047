import type { ModuleAnswer } from "../schema.ts";
import { lineWith, type TreeText } from "./tree-text.ts";

type Place = { path: string; line?: number | null; column?: number | null };

/** `demo/templates/a.yaml:3:14`, `(demo/templates/a.yaml:3)`: a template by its chart's name, a line, and maybe a column. */
const TEMPLATE_AT = /([^\s:"'()<>]+\/templates\/[^\s:"'()<>]+):(\d+)(?::(\d+))?/g;
const RENDERED_FILE =
  /(?:YAML parse error on|unable to parse YAML in|parse error in) "?([^\s:"]+\/templates\/[^\s:"]+)/;
/** A file at the chart's top, or of a subchart, that could not be read. */
const OWN_FILE =
  /\b((?:charts\/[^\s:'"]+\/)?(?:Chart|values|requirements|Chart\.lock)\.ya?ml|(?:charts\/[^\s:'"]+\/)?values\.schema\.json)\b/;
const YAML_LINE = /\byaml: line (\d+)/;
/** What is said of a chart by its metadata alone. */
const OF_METADATA =
  /missing in charts\/ directory|library charts are not installable|chart\.metadata|chart requires kubeVersion|Chart\.yaml file is missing/;

/**
 * The place that a message of Helm names. Where a template calls others, the innermost is taken: there it failed. Templates
 * are named by charts, not by folders: a subchart's may lie elsewhere, or in a package.
 */
export function placeInChart(
  message: string,
  cause: NonNullable<ModuleAnswer["failure"]>,
  tree: TreeText,
): Place | null {
  return (
    placeOfTemplate(message, tree) ??
    placeOfRendered(message, tree) ??
    (cause === "schema" ? placeOfValues(tree) : null) ??
    placeOfValuesFile(message, cause, tree) ??
    placeOfOwnFile(message, tree) ??
    (OF_METADATA.test(message) ? { path: "Chart.yaml", line: lineOfMissing(message, tree) } : null)
  );
}

function placeOfTemplate(message: string, tree: TreeText): Place | null {
  // Behind the last place comes what the template itself says, which may look like another place.
  const said = message.search(/\): |>: error calling (?:fail|required): /);
  const places = [...message.matchAll(TEMPLATE_AT)].filter(({ index }) => said < 0 || index <= said);
  const [, name, line, column] = places.at(-1) ?? [];
  const path = name === undefined ? null : pathOfTemplate(name, tree);
  if (path === null) return null;
  if (path.endsWith(".tgz")) return { path };
  return { path, line: Number(line), column: column === undefined ? null : Number(column) };
}

/** A line that such a message names counts in what was rendered, not in the template. */
function placeOfRendered(message: string, tree: TreeText): Place | null {
  const name = RENDERED_FILE.exec(message)?.[1];
  const path = name === undefined ? null : pathOfTemplate(name, tree);
  return path === null ? null : { path };
}

function placeOfValues(tree: TreeText): Place | null {
  return tree.has("values.yaml") ? { path: "values.yaml" } : null;
}

function placeOfValuesFile(message: string, cause: string, tree: TreeText): Place | null {
  if (cause !== "values") return null;
  const path = tree.paths
    .filter((one) => /\.(ya?ml|json)$/.test(one) && message.includes(one))
    .sort((a, b) => b.length - a.length)[0];
  return path === undefined ? null : { path, line: lineIn(message) };
}

function placeOfOwnFile(message: string, tree: TreeText): Place | null {
  const path = OWN_FILE.exec(message)?.[1];
  if (path === undefined || !tree.has(path) || OF_METADATA.test(message)) return null;
  return { path, line: lineIn(message) };
}

function lineIn(message: string): number | null {
  const line = YAML_LINE.exec(message)?.[1];
  return line === undefined ? null : Number(line);
}

function lineOfMissing(message: string, tree: TreeText): number | null {
  const [first] = message.split("missing in charts/ directory: ").slice(1);
  const name = first?.split(",")[0]?.trim();
  if (name !== undefined) return lineWith(tree, "Chart.yaml", `name: ${name}`);
  if (message.includes("library charts")) return lineWith(tree, "Chart.yaml", "type:");
  return message.includes("kubeVersion") ? lineWith(tree, "Chart.yaml", "kubeVersion:") : null;
}

/** `demo/charts/sub/templates/a.yaml` → the file, or the package that it lies in. */
function pathOfTemplate(name: string, tree: TreeText): string | null {
  const own = name.slice(name.indexOf("/") + 1);
  if (tree.has(own)) return own;
  const [, chart, rest] = /^charts\/([^/]+)\/(.*)$/.exec(own) ?? [];
  if (chart === undefined || rest === undefined) return null;
  const parts = tree.paths.filter((path) => path.startsWith("charts/"));
  const inFolder = parts.find((path) => path.endsWith(`/${rest}`) && path.split("/")[1]?.includes(chart));
  const packed = parts.find((path) => path.startsWith(`charts/${chart}-`) && path.endsWith(".tgz"));
  return inFolder ?? packed ?? parts.find((path) => path.endsWith(`/${rest}`)) ?? null;
}
