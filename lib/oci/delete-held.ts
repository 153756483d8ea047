import {
  hasApiScope,
  isAtLeastIn,
  isAtLeastSomewhere,
  requireApiScope,
  requireRoleIn,
} from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { projectOfRepository } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { deleteManifest, deleteTag } from "#lib/repositories/delete-content.ts";
import { parseReference } from "./get-manifest.ts";
import type { RepositoryView } from "./schema.ts";
import { requireRepository } from "./visible-repositories.ts";

/** GL-10: whoever may push may delete, where the policy lets them; pages show the rest as not allowed. */
export function repositoryPermissions(viewer: Viewer, name: string): RepositoryView["permissions"] {
  const reaches = hasApiScope(viewer, "publish");
  return {
    delete: reaches && isAtLeastIn(viewer, projectOfRepository(name), "member"),
    // Into the catalog, which is any project that the viewer may publish in.
    publish: reaches && isAtLeastSomewhere(viewer, "member"),
  };
}

/**
 * Takes a tag away, or a manifest with its tags: the same functions, policy and audit row as DELETE under `/v2`.
 * @throws Problem "repository_unknown", "manifest_unknown", "role_missing", "scope_missing"; "version_immutable" (OCI-102), "deletion_off" (OCI-108)
 */
export async function deleteHeld(
  viewer: Viewer,
  name: string,
  reference: string,
  kind: "tag" | "manifest",
): Promise<void> {
  const { id, orgId } = await requireRepository(viewer, name);
  requireRoleIn(viewer, projectOfRepository(name), "member", "delete from a repository");
  requireApiScope(viewer, "publish", "delete from a repository");
  const parsed = parseReference(reference);
  const place = { id, orgId, name };
  if (parsed && "tag" in parsed && kind === "tag") return deleteTag(viewer, place, parsed.tag);
  if (parsed && "digest" in parsed && kind === "manifest")
    return deleteManifest(viewer, place, parsed.digest);
  throw new Problem("manifest_unknown", { detail: reference.slice(0, 200) });
}
