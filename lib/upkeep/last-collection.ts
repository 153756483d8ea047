import { requireApiScope, requireRole } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { type CollectionRunView, collectedSchema, collectionRunSchema, NOTHING_COLLECTED } from "./schema.ts";

/** Runs that are told; older ones stay in the database. */
const SHOWN_RUNS = 30;

export type LastCollection = {
  id: string;
  finishedAt: Date;
  freedBytes: number;
  blobs: number;
  manifests: number;
};

/** Collections are the whole server's, so their figures are an admin's. @throws Problem "sign_in_required", "role_missing", "scope_missing" */
function requireReadCollections(viewer: Viewer): void {
  const deed = "see what was collected";
  requireRole(viewer, "admin", deed);
  requireApiScope(viewer, "admin", deed);
}

/** Newest first, dry runs and failed ones, too. @throws as requireReadCollections */
export async function listCollections(viewer: Viewer): Promise<{ items: CollectionRunView[] }> {
  requireReadCollections(viewer);
  const rows = await db().collectionRun.findMany({ orderBy: { createdAt: "desc" }, take: SHOWN_RUNS });
  const items = rows.map(({ createdAt: _, freedBytes, startedAt, finishedAt, counts, ...row }) =>
    collectionRunSchema.parse({
      ...row,
      freedBytes: Number(freedBytes),
      startedAt: startedAt?.toISOString() ?? null,
      finishedAt: finishedAt?.toISOString() ?? null,
      // A run that has not ended has counted nothing yet.
      counts: { ...NOTHING_COLLECTED, ...Object(counts) },
    }),
  );
  return { items };
}

/** The last collection that took something away, or could have; null before the first (GL-17). @throws as listCollections */
export async function readLastCollection(viewer: Viewer): Promise<LastCollection | null> {
  requireReadCollections(viewer);
  const row = await db().collectionRun.findFirst({
    where: { state: "done", dryRun: false, finishedAt: { not: null } },
    orderBy: { createdAt: "desc" },
    select: { id: true, finishedAt: true, freedBytes: true, counts: true },
  });
  if (!row?.finishedAt) return null;
  const counts = collectedSchema.parse({ ...NOTHING_COLLECTED, ...Object(row.counts) });
  const { blobs, manifests } = counts;
  return { id: row.id, finishedAt: row.finishedAt, freedBytes: Number(row.freedBytes), blobs, manifests };
}
