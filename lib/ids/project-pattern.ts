import { ARTIFACT_KINDS, isProjectName, KIND_ROOTS } from "./ids.ts";
import { isNarrower } from "./narrower-pattern.ts";
import { partsOf } from "./repository-pattern.ts";

const ROOTS: readonly string[] = ARTIFACT_KINDS.map((kind) => KIND_ROOTS[kind]);

/** Everything that is in a project: its artifacts of each kind, and its plain repositories. */
const everythingOf = (project: string) =>
  [...ROOTS, ""].map((root) => `${root && `${root}/`}${project}/**`).join(",");

/** The project that one pattern names; what is not written out, or cannot be a project's name, names none. */
function nameIn(part: string): string | null {
  const [first = "", second = ""] = part.split("/");
  const name = ROOTS.includes(first) ? second : first;
  return isProjectName(name) ? name : null;
}

/**
 * The one project that a token's pattern lies in, proven by the patterns themselves: no name that it means is outside.
 * @returns null for patterns of several projects, of none, and for what cannot be proven
 */
export function projectOfPattern(pattern: string | null): string | null {
  if (pattern === null) return null;
  const names = new Set(partsOf(pattern).map(nameIn));
  const [project] = names;
  if (names.size !== 1 || !project) return null;
  return isNarrower(pattern, everythingOf(project)) ? project : null;
}
