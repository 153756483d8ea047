import { type Digest, parseDigest } from "#lib/ids/digest.ts";

/** What may happen to the tags of a repository, and to what it holds (OCI-108). */
export type RepositoryPolicy = {
  /** A tag that is there is never pointed at something else. */
  immutable: boolean;
  /** Tags, manifests and blobs may be deleted. */
  delete: boolean;
};

/** OCI-97, OCI-102: nobody can change this one. */
export const CATALOG_POLICY: RepositoryPolicy = { immutable: true, delete: false };
/** OCI-108: the default of plain repositories. */
export const PLAIN_POLICY: RepositoryPolicy = { immutable: false, delete: true };

const EXEMPT_TAG = /^(sha(?:256|512))-([0-9a-f]{64,128})(?:\.(?:sig|att|sbom))?$/;

/**
 * The digest that a tag of cosign or of the referrers fallback names (OCI-101). The tag is exempt from immutability only
 * while that digest is a manifest of the same repository, which the caller checks.
 * @returns null for every other tag
 */
export function subjectOfTag(tag: string): Digest | null {
  const [, algorithm, hex] = EXEMPT_TAG.exec(tag) ?? [];
  return algorithm && hex ? parseDigest(`${algorithm}:${hex}`) : null;
}
