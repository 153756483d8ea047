import { env } from "#lib/env/env.ts";
import { type Digest, parseDigest } from "#lib/ids/digest.ts";
import { isProblem, Problem } from "#lib/problems/problem.ts";
import { checkManifest } from "#lib/repositories/check-content.ts";
import type { ParsedManifest } from "#lib/repositories/parse-manifest.ts";
import { putManifest, type RepositoryPlace, refuseOverwrite } from "#lib/repositories/put-manifest.ts";
import { readManifest } from "#lib/repositories/read-manifest.ts";
import { emptyAnswer } from "./answer.ts";
import { parseReference } from "./get-manifest.ts";
import { publishTag } from "./publish-tag.ts";
import type { Repository } from "./reach-repository.ts";
import { readBody } from "./read-body.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";

/** OCI-91. */
const MAX_TAGS = 100;

type Wish = { expected: Digest | null; tags: string[] };

function requireTag(text: string): string {
  const reference = parseReference(text);
  if (reference && "tag" in reference) return text;
  throw new Problem("invalid_version_tag", {
    detail: `${text.slice(0, 200)}: a tag has 1 to 128 letters, digits, dots, underscores or dashes, and begins with none of the last two`,
  });
}

/** The name in the path, or the digest in the path with the tags of the query. */
function readWish(reference: string, query: URLSearchParams): Wish {
  if (!reference.includes(":")) return { expected: null, tags: [requireTag(reference)] };
  const expected = parseDigest(reference);
  if (!expected) throw new Problem("digest_invalid", { detail: reference.slice(0, 200) });
  const tags = query.getAll("tag");
  if (tags.length > MAX_TAGS) throw new Problem("too_many_tags");
  return { expected, tags: tags.map(requireTag) };
}

/** Junk onto a published version is first of all an overwrite (OCI-97): the tags speak before the body does. */
async function parseOrRefuse(
  place: RepositoryPlace,
  wish: Wish,
  digest: Digest,
  read: () => Promise<ParsedManifest>,
): Promise<ParsedManifest> {
  try {
    return await read();
  } catch (error) {
    if (isProblem(error)) await refuseOverwrite(place, wish.tags, digest);
    throw error;
  }
}

/** PUT of a manifest: the generic checks at every repository; a version tag of the catalog goes on to be published (OCI-82…92). */
export async function storePushed(call: RepositoryCall<PathOf<"manifest">>): Promise<Answer> {
  const { repository, viewer, incoming } = call;
  const wish = readWish(call.path.reference, call.query);
  const body = await readBody(call, env().CHARTROOM_MAX_MANIFEST);
  const place = placeOf(repository);
  const { digest, bodySha512 } = await checkManifest(body, wish.expected);
  const parsed = await parseOrRefuse(place, wish, digest, () =>
    readManifest(body, incoming.headers["content-type"] ?? null),
  );
  const sha512 = wish.expected?.startsWith("sha512:") ? wish.expected : null;
  const manifest = { digest, body, bodySha512, parsed, tags: wish.tags, sha512 };
  if (repository.ref && wish.tags.length > 0 && !parsed.subject)
    await publishTag(viewer, place, repository.ref, manifest);
  else await putManifest(viewer, place, manifest);
  const told = wish.expected ?? digest;
  return emptyAnswer(201, {
    Location: `/v2/${repository.asked}/manifests/${told}`,
    "Docker-Content-Digest": told,
    ...(parsed.subject ? { "OCI-Subject": parsed.subject.digest } : {}),
    ...(wish.expected && wish.tags.length > 0 ? { "OCI-Tag": wish.tags } : {}),
  });
}

export function placeOf(repository: Repository): RepositoryPlace {
  return { orgId: repository.orgId, name: repository.local };
}
