import { type ArtifactRef, type KindRoot, kindOfRoot } from "#lib/ids/ids.ts";
import { artifactNameSchema, projectNameSchema } from "#lib/ids/name-schemas.ts";
import { Problem } from "#lib/problems/problem.ts";

export type RepositoryName = {
  /** As the client wrote it; what `Location` and `name` repeat. */
  asked: string;
  /** Of the organization that the name is qualified with; null where the caller's is meant (OCI-7). */
  orgSlug: string | null;
  /** Without the organization: the key of the repository. */
  local: string;
  /** Of a catalog repository; null for a plain one. */
  ref: ArtifactRef | null;
};

function artifactOf(local: string): ArtifactRef {
  const [root = "", ...rest] = local.split("/");
  const kind = kindOfRoot(root);
  const [first, second, ...deeper] = rest;
  const name = artifactNameSchema.safeParse(second ?? first);
  const project = second === undefined ? null : projectNameSchema.safeParse(first);
  if (!kind || deeper.length > 0 || !name.success || (project && !project.success))
    throw new Problem("invalid_name", {
      detail: `${local}: a catalog repository is ${root as KindRoot}/<name> or ${root as KindRoot}/<project>/<name>, with names of at most 63 characters that are not reserved`,
    });
  return { kind, project: project ? project.data : null, name: name.data };
}

/** Names that were read lately; a name means the same for everybody. */
const known = new Map<string, RepositoryName>();
const MAX_KNOWN = 2_000;

/**
 * Tells catalog repositories from plain ones, and finds the organization that the name may begin with: a name whose second
 * component is the root of a kind, and whose first is not, is always qualified (OCI-8).
 * @throws Problem "invalid_name" for a name under a root that no artifact can have (OCI-6)
 */
export function parseRepository(asked: string): RepositoryName {
  const found = known.get(asked);
  if (found) return found;
  const name = readName(asked);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(asked, name);
  return name;
}

function readName(asked: string): RepositoryName {
  const [first = "", second] = asked.split("/", 2);
  if (kindOfRoot(first)) {
    const ref = artifactOf(asked);
    return { asked, orgSlug: null, local: asked, ref };
  }
  if (second === undefined || !kindOfRoot(second)) return { asked, orgSlug: null, local: asked, ref: null };
  const local = asked.slice(first.length + 1);
  return { asked, orgSlug: first, local, ref: artifactOf(local) };
}
