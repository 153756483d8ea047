import type { TreeText } from "../host/tree-text.ts";
import type { Finding } from "../schema.ts";
import { newFinding } from "./new-finding.ts";
import { findPlace } from "./yaml-place.ts";

type Violation = { chart: string; pointer: string[]; problem: string };

/**
 * Takes Helm's words about values that break a schema apart: a chart's name, then a line for each,
 * `- at '/a/b': got string, want integer` (santhosh-tekuri/jsonschema, its basic output).
 */
function readViolations(message: string): Violation[] {
  let chart = "";
  return message.split("\n").flatMap((line): Violation[] => {
    const said = /^\s*- at '([^']*)':(.+)$/.exec(line);
    if (said) {
      const pointer = (said[1] ?? "").split("/").slice(1);
      const parts = pointer.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
      return [{ chart, pointer: parts, problem: (said[2] ?? "").trimStart() }];
    }
    chart = /^([\w.-]+):$/.exec(line.trim())?.[1] ?? chart;
    return [];
  });
}

/** Values that break `values.schema.json`, each at its line of the values file that says it; a subchart's at its own. */
export function findSchemaViolations(
  message: string,
  tree: TreeText,
  valueFiles: readonly string[],
): Finding[] {
  const own = /^name:\s*["']?([^"'\s#]+)/m.exec(tree.read("Chart.yaml") ?? "")?.[1] ?? "";
  return readViolations(message).map(({ chart, pointer, problem }) => {
    const isOwn = chart === "" || chart === own;
    const folder = isOwn ? "" : `charts/${chart}/`;
    const path = isOwn ? pointer : [chart, ...pointer];
    const place = placeValue(tree, [...valueFiles].reverse(), path, isOwn ? null : { folder, pointer });
    const field = pointer.join(".");
    return newFinding({
      code: "values-schema",
      severity: "error",
      message: sayProblem(`${field === "" ? "The top level" : field}${isOwn ? "" : ` of ${chart}`}`, problem),
      advice: `Change the value, or what ${folder}values.schema.json asks for.`,
      ...place,
    });
  });
}

type Place = Pick<Finding, "path" | "line" | "column">;

/** In the last values file that says all of the path; else where the most of it is said. */
function placeValue(
  tree: TreeText,
  valueFiles: readonly string[],
  path: readonly string[],
  subchart: { folder: string; pointer: readonly string[] } | null,
): Place {
  const places = [
    ...[...valueFiles, "values.yaml"].map((file) => ({ file, path })),
    ...(subchart ? [{ file: `${subchart.folder}values.yaml`, path: subchart.pointer }] : []),
  ].filter(({ file }) => tree.has(file));
  let nearest: Place | null = null;
  for (const { file, path: parts } of places) {
    const found = findPlace(tree.read(file) ?? "", parts);
    if (found?.isWhole) return { path: file, ...found.place };
    if (found) nearest ??= { path: file, ...found.place };
  }
  const file = places.at(0)?.file ?? "values.schema.json";
  return nearest ?? { path: tree.has(file) ? file : null, line: tree.has(file) ? 1 : null, column: null };
}

const LIMITS: Readonly<Record<string, string>> = {
  minimum: "its minimum is",
  maximum: "its maximum is",
  minLength: "its shortest length is",
  maxLength: "its greatest length is",
  minItems: "the fewest items are",
  maxItems: "the most items are",
};

const unquote = (names: string) => names.replaceAll(/'([^']*)'/g, "$1");

/** `got string, want integer` as a sentence; what is not known by form stays as it is. */
function sayProblem(subject: string, problem: string): string {
  const type = /^got (\S+), want (.+)$/.exec(problem);
  if (type) return `${subject} is of type ${type[1]}, but must be of type ${type[2]}.`;
  const bound = /^(\w+): got (.+), want (.+)$/.exec(problem);
  const limit = LIMITS[bound?.[1] ?? ""];
  if (bound && limit) return `${subject} is ${bound[2]}, but ${limit} ${bound[3]}.`;
  const missing = /^missing propert(?:y|ies) (.+)$/.exec(problem)?.[1];
  if (missing) return `${subject} must have ${unquote(missing)}.`;
  const extra = /^additional propert(?:y|ies) (.+) not allowed$/.exec(problem)?.[1];
  if (extra) return `${subject} may not have ${unquote(extra)}.`;
  return `${subject}: ${problem.replace(/[.!?]?$/, ".")}`;
}
