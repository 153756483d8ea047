import { listMarked, type MarkedVersion } from "#lib/catalog/list-marked.ts";
import { warningOf } from "./warning.ts";

/** What the registry knows of the marks on a repository's versions. */
export type RepositoryMarks = {
  /** Tags that lists leave out (OCI-110). */
  yanked: readonly string[];
  /** The `Warning` of a pull, by tag and by digest (OCI-23). */
  warnings: ReadonlyMap<string, string>;
};

export const NO_MARKS: RepositoryMarks = { yanked: [], warnings: new Map() };

/** `charts/web 1.2.0 is yanked: its hook deletes the volume. Use 1.2.1 instead.` */
function inWords(repository: string, { tag, state, reason, replacement }: MarkedVersion): string {
  const why = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  const instead = replacement === null ? "" : ` Use ${replacement} instead.`;
  return `${repository} ${tag} is ${state}: ${why}${instead}`;
}

/** Reads the marks of an artifact's versions, for as long as nothing of the artifact changes. */
export async function readMarks(artifactId: string, repository: string): Promise<RepositoryMarks> {
  const marked = await listMarked(artifactId);
  if (marked.length === 0) return NO_MARKS;
  const warnings = new Map<string, string>();
  for (const version of marked) {
    const warning = warningOf(inWords(repository, version));
    warnings.set(version.ociTag, warning);
    // Whoever pulls by digest may mean the version that shares it and bears no mark.
    if (!version.isShared) warnings.set(version.manifestDigest, warning);
  }
  return {
    yanked: marked.filter(({ state }) => state === "yanked").map(({ ociTag }) => ociTag),
    warnings,
  };
}

/** Bytes that marks cost in memory, at most: a warning stands twice in the map, and once in memory. */
export function sizeOfMarks({ warnings }: RepositoryMarks): number {
  let bytes = 0;
  for (const [key, warning] of warnings) bytes += key.length + warning.length + 100;
  return bytes;
}
