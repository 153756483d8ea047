import { readYamlMap, textOf, YamlRefusal } from "#lib/engine/findings/read-yaml.ts";
import type { RenderedSide } from "./compare-rendered.ts";
import type { FileContent } from "./types.ts";

/** By how much the next version differs, as SemVer counts it. */
export type ChangeSize = "major" | "minor" | "patch";

/** Longer values are not read here: YAML can be made to take any time. */
const MAX_VALUES_BYTES = 64 * 1024;

function* leavesOf(value: unknown, at: string): Iterable<string> {
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  const entries = isMap ? Object.entries(value) : [];
  if (at !== "") yield at;
  for (const [key, item] of entries) yield* leavesOf(item, `${at}/${key.replaceAll("/", "~1")}`);
}

/** The names of all values that a chart has; null where they cannot be told. Lists count as one value. */
export function valueNamesOf(files: readonly FileContent[]): Set<string> | null {
  const file = files.find(({ path }) => path === "values.yaml");
  if (!file) return new Set();
  if (file.bytes.length > MAX_VALUES_BYTES) return null;
  try {
    return new Set(leavesOf(readYamlMap(textOf(file.bytes)), ""));
  } catch (error) {
    if (error instanceof YamlRefusal) return null;
    throw error;
  }
}

type Side = { rendered: RenderedSide; values: Set<string> | null };

const hasAll = (all: Set<string>, some: Set<string>) => [...some].every((one) => all.has(one));

/**
 * DESIGN, section 6: whoever used a removed value or object has to do something, so the version is a major one; something
 * added makes it a minor one.
 * @returns patch too where a side does not render: nothing is known then
 */
export function sizeOfChange(before: Side, after: Side): ChangeSize {
  if (before.rendered.kind === "failed" || after.rendered.kind === "failed") return "patch";
  const names = ({ rendered }: Side) =>
    new Set(rendered.kind === "rendered" ? rendered.objects.map(({ path }) => path) : []);
  const pairs: [Set<string> | null, Set<string> | null][] = [
    [names(before), names(after)],
    [before.values, after.values],
  ];
  const known = pairs.flatMap(([old, now]) => (old && now ? [{ old, now }] : []));
  if (known.some(({ old, now }) => !hasAll(now, old))) return "major";
  if (known.some(({ old, now }) => !hasAll(old, now))) return "minor";
  return "patch";
}
