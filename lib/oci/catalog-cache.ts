import type { Viewer } from "#lib/auth/types.ts";
import { isListening, onChange } from "#lib/db/changes.ts";
import { processWide } from "#lib/env/process-wide.ts";
import type { KeptList } from "./repository-cache.ts";

const MAX_BYTES = 4 * 1024 * 1024;

type Cache = {
  lists: Map<string, KeptList>;
  bytes: number;
  /** Counts what was forgotten: what was read before it moved on is not kept. */
  generation: number;
};

const CHANGES_NAMES = /^(?:\*$|repository:|artifact:|organization:)/;

const shelf = () =>
  processWide("oci.catalog-lists", () => {
    const cache: Cache = { lists: new Map(), bytes: 0, generation: 0 };
    onChange((topic) => {
      if (!CHANGES_NAMES.test(topic)) return;
      cache.lists.clear();
      cache.bytes = 0;
      cache.generation += 1;
    });
    return cache;
  });

/**
 * A page of repository names, from memory where nothing has changed since it was read. Who may ask, and what they may see, is
 * part of what it is kept under: organization, whether it is a stranger, and the pattern of the token. Kept only while
 * changes are heard of (OCI-94).
 */
export async function keptCatalog(
  viewer: Viewer,
  query: string,
  read: () => Promise<KeptList>,
): Promise<KeptList> {
  if (!isListening()) return read();
  const cache = shelf();
  const key = JSON.stringify([viewer.orgId, viewer.registryScope === null, viewer.pattern, query]);
  const kept = cache.lists.get(key);
  if (kept) return kept;
  const { generation } = cache;
  const list = await read();
  if (generation !== cache.generation) return list;
  if (cache.bytes + list.body.length > MAX_BYTES) {
    cache.lists.clear();
    cache.bytes = 0;
  }
  cache.lists.set(key, list);
  cache.bytes += list.body.length;
  return list;
}
