import { parseDigest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { OCI_INDEX } from "#lib/repositories/media-types.ts";
import { listReferrers, type Referrer } from "#lib/repositories/queries.ts";
import { jsonAnswer } from "./answer.ts";
import { nextLink } from "./page-query.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";

/** OCI-119: at most this many, and below what clients decode. */
const MAX_DESCRIPTORS = 1000;
const MAX_BYTES = 3 * 1024 * 1024;

function toDescriptor(referrer: Referrer) {
  const { mediaType, digest, sizeBytes, artifactType, annotations } = referrer;
  return {
    mediaType,
    digest,
    size: sizeBytes,
    ...(artifactType === null ? {} : { artifactType }),
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  };
}

function thatFit<T>(descriptors: T[]): T[] {
  let bytes = 0;
  const end = descriptors.findIndex((one, index) => {
    bytes += JSON.stringify(one).length;
    return index > 0 && bytes > MAX_BYTES;
  });
  return end < 0 ? descriptors : descriptors.slice(0, end);
}

/** GET …/referrers/<digest>: an index of what names this manifest as its subject; an unknown one has none (OCI-115…118). */
export async function getReferrers(call: RepositoryCall<PathOf<"referrers">>): Promise<Answer> {
  const { repository, query } = call;
  const subject = parseDigest(call.path.digest);
  if (!subject) throw new Problem("digest_invalid", { detail: call.path.digest.slice(0, 200) });
  const artifactType = query.get("artifactType") || null;
  const last = parseDigest(query.get("last") ?? "");
  const limit = MAX_DESCRIPTORS + 1;
  // No stored type has a NUL, and PostgreSQL takes none.
  const found =
    repository.kept && !artifactType?.includes("\0")
      ? await listReferrers(repository.kept.id, subject, { artifactType, last, limit })
      : [];
  const manifests = thatFit(found.slice(0, MAX_DESCRIPTORS).map(toDescriptor));
  const end = manifests.at(-1)?.digest;
  const filter = artifactType === null ? {} : { artifactType };
  const link =
    found.length > manifests.length && end
      ? nextLink(`/v2/${repository.asked}/referrers/${subject}`, { ...filter, last: end })
      : {};
  const filtered = artifactType === null ? {} : { "OCI-Filters-Applied": "artifactType" };
  const index = { schemaVersion: 2, mediaType: OCI_INDEX, manifests };
  return jsonAnswer(200, index, { ...link, ...filtered }, OCI_INDEX);
}
