import type { Viewer } from "#lib/auth/types.ts";
import { matchesPattern } from "#lib/ids/repository-pattern.ts";
import { Problem } from "#lib/problems/problem.ts";
import { findOrganization } from "./find-organization.ts";
import { parseRepository, type RepositoryName } from "./parse-repository.ts";
import { type KeptRepository, loadPublicRepository, loadRepository } from "./repository-cache.ts";

/**
 * What a request wants of a repository (OCI-37…42). `look`: HEADs, and manifests by digest, which a pusher reads back;
 * `pull`; `push`.
 */
export type Need = "look" | "pull" | "push";

/** A repository that the caller may do this with. */
export type Repository = RepositoryName & {
  orgId: string;
  /** What is known of it; null where nothing was finished under this name yet. */
  kept: KeptRepository | null;
};

/** Whether the token's pattern and scope let it pull here; what a mount asks of the other repository (OCI-41). */
export function mayPull(viewer: Viewer, local: string): boolean {
  return viewer.registryScope?.includes("pull") === true && matchesPattern(viewer.pattern, local);
}

const hasScope = (viewer: Viewer, need: Need) =>
  need === "look" || viewer.registryScope?.split("+").includes(need) === true;

/** OCI-25, OCI-31: without credentials only what is public is there; private and missing are one answer. */
async function reachAnonymously(viewer: Viewer, name: RepositoryName, need: Need): Promise<Repository> {
  const stranger = () => new Problem("sign_in_required");
  const { ref } = name;
  if (need === "push" || !ref) throw stranger();
  const orgId = await findOrganization(viewer, name.orgSlug);
  if (orgId === null) throw stranger();
  const kept = await loadPublicRepository({ ...viewer, orgId }, { ...name, ref });
  if (!kept) throw stranger();
  return { ...name, orgId, kept };
}

/**
 * Lets the caller into a repository, or says why not, in the order of section 3: credentials 401, visibility 404, scope 403.
 * What a token does not reach is answered the same whether it exists or not (OCI-30).
 * @throws Problem "sign_in_required", "repository_unknown", "reach_missing", "pull_scope_missing", "push_scope_missing"
 */
export async function reachRepository(viewer: Viewer, asked: string, need: Need): Promise<Repository> {
  const name = parseRepository(asked);
  if (viewer.registryScope === null) return reachAnonymously(viewer, name, need);
  const isOurs = (await findOrganization(viewer, name.orgSlug)) === viewer.orgId;
  if (!isOurs || !matchesPattern(viewer.pattern, name.local))
    throw new Problem(need === "push" ? "reach_missing" : "repository_unknown");
  if (!hasScope(viewer, need))
    // To whoever holds the token, so that they know which of theirs it is (GOH-67).
    throw new Problem(need === "push" ? "push_scope_missing" : "pull_scope_missing", {
      facts: { token: viewer.actor.name, scope: viewer.registryScope },
    });
  const kept = await loadRepository(viewer, name);
  return { ...name, orgId: viewer.orgId, kept };
}

/** @throws Problem "repository_unknown" where nothing was finished under this name yet */
export function knownRepository(repository: Repository): KeptRepository {
  if (!repository.kept) throw new Problem("repository_unknown", { detail: repository.asked.slice(0, 300) });
  return repository.kept;
}
