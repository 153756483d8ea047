import { listTags } from "#lib/repositories/queries.ts";
import { jsonAnswer } from "./answer.ts";
import { MAX_PAGE, nextLink, readPage } from "./page-query.ts";
import { knownRepository } from "./reach-repository.ts";
import type { Answer, PathOf, RepositoryCall } from "./registry-call.ts";
import { type KeptList, type KeptRepository, keepList } from "./repository-cache.ts";

/** Clients decode at most 4 MiB; 10,000 tags of the longest kind are 1.3 MB (OCI-113). */
const MAX_BYTES = 1024 * 1024;

function thatFit(tags: string[]): string[] {
  let bytes = 0;
  const end = tags.findIndex((tag) => {
    bytes += tag.length + 3;
    return bytes > MAX_BYTES;
  });
  return end < 0 ? tags : tags.slice(0, end);
}

/**
 * GET …/tags/list: in byte order, a page at a time (OCI-109, OCI-111…114). What is yanked is left out, so that whoever picks
 * the highest tag steps over it, and listed with `?include=yanked` (OCI-110).
 */
export async function getTags(call: RepositoryCall<PathOf<"tags">>): Promise<Answer> {
  const repository = knownRepository(call.repository);
  const asked = `${call.repository.asked}?${call.query.toString()}`;
  const kept = repository.lists.get(asked);
  if (kept) return kept;
  const list = await readTags(call, repository);
  keepList(repository, asked, list);
  return list;
}

async function readTags(
  call: RepositoryCall<PathOf<"tags">>,
  { id, marks }: KeptRepository,
): Promise<KeptList> {
  const page = readPage(call.query, MAX_PAGE);
  const isAll = call.query.get("include") === "yanked";
  const { asked } = call.repository;
  if (page.limit === 0) return jsonAnswer(200, { name: asked, tags: [] });
  const found = await listTags(id, page.last, page.limit + 1, isAll ? [] : marks.yanked);
  const tags = thatFit(found.slice(0, page.limit));
  const last = tags.at(-1);
  const link =
    found.length > tags.length && last !== undefined
      ? nextLink(`/v2/${asked}/tags/list`, {
          n: String(page.limit),
          last,
          ...(isAll ? { include: "yanked" } : {}),
        })
      : {};
  return jsonAnswer(200, { name: asked, tags }, link);
}
