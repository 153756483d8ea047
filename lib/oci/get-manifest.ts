import { findNear } from "#lib/catalog/get-version.ts";
import { parseDigest } from "#lib/ids/digest.ts";
import { toOciTag } from "#lib/ids/version-tag.ts";
import { Problem } from "#lib/problems/problem.ts";
import { findManifest, type ManifestReference, type StoredManifest } from "#lib/repositories/queries.ts";
import { BY_TAG, COMMON_HEADERS, IMMUTABLE } from "./answer.ts";
import { knownRepository } from "./reach-repository.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";
import { type KeptManifest, type KeptRepository, keepManifest } from "./repository-cache.ts";

/** OCI-4. */
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** Reads a tag or digest. A colon says digest: what has one and is none, is never a tag (OCI-5). @returns null for neither */
export function parseReference(reference: string): ManifestReference | null {
  if (TAG.test(reference)) return { tag: reference };
  const digest = parseDigest(reference);
  return digest && { digest };
}

function toKept(manifest: StoredManifest, cacheControl: string, warning: string | undefined): KeptManifest {
  return {
    headers: {
      ...COMMON_HEADERS,
      "Cache-Control": cacheControl,
      "Content-Type": manifest.mediaType,
      "Content-Length": String(manifest.body.length),
      "Docker-Content-Digest": manifest.told,
      ...(warning === undefined ? {} : { Warning: warning }),
    },
    body: manifest.body,
  };
}

/** With near tags, for who reads them: an answer to HEAD has no body, and pushes ask by HEAD what is not there yet. */
async function manifestUnknown(
  { path, incoming }: RepositoryCall<PathOf<"manifest">>,
  { artifactId }: KeptRepository,
): Promise<Problem> {
  const { reference } = path;
  const detail = reference.slice(0, 200);
  if (artifactId === null || incoming.method === "HEAD" || !TAG.test(reference))
    return new Problem("manifest_unknown", { detail });
  const near = (await findNear(artifactId, reference)).map(toOciTag);
  return new Problem("manifest_unknown", { detail, ...(near.length > 0 ? { facts: { near } } : {}) });
}

/**
 * GET and HEAD of a manifest: the stored bytes under their own type, whatever `Accept` says (OCI-80), with a warning where it
 * is that of a version which is deprecated or yanked (OCI-23).
 */
export async function getManifest(call: RepositoryCall<PathOf<"manifest">>): Promise<Answer> {
  const { reference } = call.path;
  const repository = knownRepository(call.repository);
  const kept = repository.manifests.get(reference);
  if (kept) return { status: 200, ...kept };
  const parsed = parseReference(reference);
  const manifest = parsed && (await findManifest(repository.id, parsed));
  if (!parsed || !manifest) throw await manifestUnknown(call, repository);
  // By its sha512 too: marks are known by the digest that the version was published under.
  const warning = repository.marks.warnings.get("tag" in parsed ? reference : manifest.digest);
  const found = toKept(manifest, "digest" in parsed ? IMMUTABLE : BY_TAG, warning);
  keepManifest(repository, reference, found);
  return { status: 200, ...found };
}
