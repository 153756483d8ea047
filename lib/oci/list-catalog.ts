import type { Viewer } from "#lib/auth/types.ts";
import { listVisibleRepositoryNames } from "#lib/catalog/list-visible-repository-names.ts";
import { env } from "#lib/env/env.ts";
import { matchesPattern } from "#lib/ids/repository-pattern.ts";
import { Problem } from "#lib/problems/problem.ts";
import { listRepositoryNames } from "#lib/repositories/queries.ts";
import { jsonAnswer } from "./answer.ts";
import { keptCatalog } from "./catalog-cache.ts";
import { nextLink, readPage } from "./page-query.ts";
import type { Answer, PathOf, RegistryCall } from "./registry-call.ts";
import type { KeptList } from "./repository-cache.ts";

const DEFAULT_PAGE = 1000;
const READ_AT_ONCE = 1000;

/** Names that the token reaches, read in pieces: a narrow pattern may leave most of each piece out. */
async function namesFor(viewer: Viewer, after: string | null, limit: number): Promise<string[]> {
  const names: string[] = [];
  let last = after;
  while (names.length < limit) {
    const piece = await listRepositoryNames(viewer.orgId, last, READ_AT_ONCE);
    names.push(...piece.filter((name) => matchesPattern(viewer.pattern, name)));
    if (piece.length < READ_AT_ONCE) break;
    last = piece.at(-1) ?? null;
  }
  return names.slice(0, limit);
}

/** OCI-45: off by default, because clients that wait for a challenge would then never send their credentials. */
function refuseStranger({ viewer }: RegistryCall): void {
  const isStranger = viewer.registryScope === null;
  if (isStranger && !env().CHARTROOM_ANONYMOUS_CATALOG) throw new Problem("sign_in_required");
  if (!isStranger && !viewer.registryScope?.includes("pull")) throw new Problem("pull_scope_missing");
}

/** GET /v2/_catalog: repositories that this token may pull; where strangers may ask, those that are public (OCI-44…46). */
export async function getCatalog(call: RegistryCall<PathOf<"catalog">>): Promise<Answer> {
  refuseStranger(call);
  return keptCatalog(call.viewer, call.query.toString(), () => readCatalog(call));
}

async function readCatalog(call: RegistryCall<PathOf<"catalog">>): Promise<KeptList> {
  const page = readPage(call.query, DEFAULT_PAGE);
  const list = call.viewer.registryScope === null ? listVisibleRepositoryNames : namesFor;
  const found = page.limit === 0 ? [] : await list(call.viewer, page.last, page.limit + 1);
  const repositories = found.slice(0, page.limit);
  const last = repositories.at(-1);
  const link =
    found.length > repositories.length && last !== undefined
      ? nextLink("/v2/_catalog", { n: String(page.limit), last })
      : {};
  return jsonAnswer(200, { repositories }, link);
}
