import { type Digest, parseDigest } from "#lib/ids/digest.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { mountBlob } from "#lib/repositories/mount-blob.ts";
import { findOrganization } from "./find-organization.ts";
import { parseRepository } from "./parse-repository.ts";
import { mayPull } from "./reach-repository.ts";
import type { PathOf, RepositoryCall } from "./registry-call.ts";

/** What `from` names, in this caller's organization; a name that is none, or another organization's, matches nothing (OCI-73). */
async function sourceOf({ viewer }: RepositoryCall<PathOf<"uploads">>, from: string): Promise<string> {
  if (from.includes("\0")) return "";
  try {
    const name = parseRepository(from);
    return (await findOrganization(viewer, name.orgSlug)) === viewer.orgId ? name.local : "";
  } catch (error) {
    if (isProblem(error)) return "";
    throw error;
  }
}

/**
 * Mounts a blob into the repository, if the caller may pull it where it is (OCI-41, OCI-72…74).
 * @returns null where it cannot be: the caller opens an upload, which is never an error
 */
export async function mountFor(
  call: RepositoryCall<PathOf<"uploads">>,
  digestText: string,
): Promise<Digest | null> {
  const { repository, viewer } = call;
  const digest = parseDigest(digestText);
  if (!digest) return null;
  const from = call.query.get("from");
  const source = from === null ? null : await sourceOf(call, from);
  const target = { orgId: repository.orgId, name: repository.local };
  const isMounted = await mountBlob(
    target,
    digest,
    source,
    (name) => name === repository.local || mayPull(viewer, name),
  );
  return isMounted ? digest : null;
}
