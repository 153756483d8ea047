import type { Collected } from "#components/registry/collection-foot.tsx";
import { isAtLeast } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { readLastCollection } from "#lib/upkeep/last-collection.ts";

/** Collections are the whole server's, so that only admins are told of them. @returns null for everybody else */
export async function readCollected(viewer: Viewer): Promise<Collected | "none" | null> {
  if (!isAtLeast(viewer, "admin")) return null;
  const last = await readLastCollection(viewer);
  return last ? { ...last, finishedAt: last.finishedAt.toISOString() } : "none";
}
