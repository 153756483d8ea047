import type { Viewer } from "#lib/auth/types.ts";
import { db, sql } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { Descriptor } from "#lib/repositories/parse-manifest.ts";
import { findManifest } from "#lib/repositories/queries.ts";
import { describeEntries, readManifest } from "./describe-entries.ts";
import { type EntryRow, entryColumns, fromEntries } from "./entry-row.ts";
import { parseReference } from "./get-manifest.ts";
import type { ManifestView } from "./schema.ts";
import { requireRepository, type SeenRepository } from "./visible-repositories.ts";

const MAX_ATTACHED = 200;
const MAX_TAGS = 100;
const TITLE = "org.opencontainers.image.title";

const toLayer = ({ mediaType, digest, size, annotations }: Descriptor) => ({
  mediaType,
  digest,
  size,
  title: annotations?.[TITLE] ?? null,
});

type HeldRow = EntryRow & { tags: string[]; subject: string | null };

/** Where a reference leads: a tag with the manifest that it names, or a manifest with the first of its tags, if any. */
async function findHeld(repository: SeenRepository, reference: string): Promise<HeldRow | null> {
  const parsed = parseReference(reference);
  const manifest = parsed && (await findManifest(repository.id, parsed));
  if (!parsed || !manifest) return null;
  const tag = "tag" in parsed ? parsed.tag : null;
  const [row] = await db().$queryRaw<HeldRow[]>(sql`
    WITH page AS (
      SELECT ${tag}::text AS "tag", m."digest", coalesce(t."updatedAt", m."createdAt") AS "pushedAt"
      FROM "OciManifest" m LEFT JOIN "OciTag" t ON t."repositoryId" = m."repositoryId" AND t."tag" = ${tag}
      WHERE m."repositoryId" = ${repository.id} AND m."digest" = ${manifest.digest}
    )
    SELECT ${entryColumns}, m."subjectDigest" AS "subject",
      (SELECT coalesce(array_agg(t."tag" ORDER BY t."tag"), '{}') FROM (
        SELECT t."tag" FROM "OciTag" t WHERE t."repositoryId" = m."repositoryId" AND t."digest" = m."digest"
        ORDER BY t."tag" LIMIT ${MAX_TAGS}) t) AS "tags"
    FROM page p ${fromEntries(repository)}`);
  return row ?? null;
}

/**
 * All that is known of one tag or manifest.
 * @throws Problem "repository_unknown", "manifest_unknown"
 */
export async function getHeld(viewer: Viewer, name: string, reference: string): Promise<ManifestView> {
  const repository = await requireRepository(viewer, name);
  const row = await findHeld(repository, reference);
  const [entry] = row ? await describeEntries(viewer, repository, [row], MAX_ATTACHED) : [];
  if (!row || !entry) throw new Problem("manifest_unknown", { detail: reference.slice(0, 200) });
  const { parsed } = readManifest(row);
  return {
    ...entry,
    manifest: row.body && Buffer.from(row.body).toString("utf8"),
    config: parsed?.config ? toLayer(parsed.config) : null,
    layers: (parsed?.layers ?? []).map(toLayer),
    annotations: parsed?.annotations ?? {},
    tags: row.tags,
    subject: row.subject,
  };
}
