import type { Viewer } from "#lib/auth/types.ts";
import { mapSome } from "#lib/catalog/map-some.ts";
import { lifecycleStateSchema } from "#lib/catalog/schema.ts";
import { db, sql } from "#lib/db/database.ts";
import { semverOf, toOciTag } from "#lib/ids/version-tag.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { findPolicies } from "#lib/repositories/find-policy.ts";
import { type ParsedManifest, parseManifest } from "#lib/repositories/parse-manifest.ts";
import { subjectOfTag } from "#lib/repositories/policy.ts";
import { type ConfigFacts, readConfigFacts } from "./config-facts.ts";
import type { EntryRow } from "./entry-row.ts";
import { findAttached } from "./find-attached.ts";
import { contentSchema, type EntryView } from "./schema.ts";
import { referenceOf, type SeenRepository } from "./visible-repositories.ts";

const MAX_PLATFORMS = 100;

type Publisher = { kind: string; name: string };

/** Who pushed what last, by the audit log: a tag's own push counts more than another push of the same manifest. */
async function findPublishers(
  { id, orgId }: SeenRepository,
  rows: EntryRow[],
): Promise<Map<string, Publisher>> {
  if (rows.length === 0) return new Map();
  const found = await db().$queryRaw<{ key: string; kind: string; name: string }[]>(sql`
    SELECT DISTINCT ON (k.key) k.key, e."actorKind" AS kind, e."actorName" AS name
    FROM unnest(${rows.map(keyOf)}::text[], ${rows.map(({ tag }) => tag ?? "")}::text[], ${rows.map(({ digest }) => digest)}::text[])
      AS k(key, tag, digest)
    JOIN "AuditEvent" e ON e."orgId" = ${orgId} AND e."subjectKind" = 'repository' AND e."subjectId" = ${id}
      AND e."action" = 'manifest.pushed' AND e."details"->>'digest' = k.digest
    ORDER BY k.key, jsonb_exists(e."details"->'tags', k.tag) DESC, e."seq" DESC`);
  return new Map(found.map(({ key, kind, name }) => [key, { kind, name }]));
}

/** Of a version of the catalog. */
const authorOf = ({ authorKind, authorName }: EntryRow): Publisher | null =>
  authorName === null ? null : { kind: authorKind ?? "", name: authorName };

const keyOf = ({ tag, digest }: EntryRow) => tag ?? digest;

type Read = { parsed: ParsedManifest | null; problem: string | null };

export function readManifest({ body, mediaType, bodyBytes }: EntryRow): Read {
  if (!body) {
    const problem = `The manifest has ${Math.ceil(bodyBytes / 1024)} KB: it is not read for a page, and clients pull it as ever.`;
    return { parsed: null, problem };
  }
  try {
    return { parsed: parseManifest(Buffer.from(body), mediaType), problem: null };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { parsed: null, problem: `The manifest cannot be read: ${error.message}.` };
  }
}

/** Only a chart's tag is known to have been made of its version (OCI-4): elsewhere `_` may be meant. */
function versionOf(row: EntryRow, { chart }: ConfigFacts): string | null {
  if (row.version !== null) return row.version;
  if (row.tag === null || !chart) return chart?.version ?? row.tag;
  if (toOciTag(chart.version) === row.tag) return chart.version;
  const plus = row.tag.replace("_", "+");
  return semverOf(plus) ? plus : row.tag;
}

const CREATED = "org.opencontainers.image.created";
const TITLE = "org.opencontainers.image.title";

function createdAt(parsed: ParsedManifest | null, facts: ConfigFacts): string | null {
  const said = parsed?.annotations[CREATED] ?? facts.createdAt;
  const time = said ? Date.parse(said) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function platformsOf(row: EntryRow, parsed: ParsedManifest | null): EntryView["platforms"] {
  if (!parsed?.isIndex || !row.body) return [];
  return parsed.manifests.slice(0, MAX_PLATFORMS).map(({ digest, platform }) => ({
    digest,
    name: platform
      ? [platform.os, platform.architecture, platform.variant].filter(Boolean).join("/")
      : "any platform",
  }));
}

/** Rows as people and scripts see them. Configs are read a few at once, and kept. */
export async function describeEntries(
  viewer: Viewer,
  repository: SeenRepository,
  rows: EntryRow[],
  attachedEach: number,
): Promise<EntryView[]> {
  const [publishers, attached, policyFor] = await Promise.all([
    findPublishers(repository, rows),
    findAttached(repository.id, rows, attachedEach),
    findPolicies(repository),
  ]);
  const reference = referenceOf(viewer, repository.name);
  return mapSome(rows, async (row): Promise<EntryView> => {
    const { parsed, problem } = readManifest(row);
    const facts = await readConfigFacts(repository.id, parsed?.config ?? null);
    const version = versionOf(row, facts);
    const content = contentSchema.parse(row.content);
    const held = attached.get(row.digest) ?? { items: [], count: 0 };
    const isFree = row.tag === null || (row.version === null && subjectOfTag(row.tag) !== null);
    return {
      tag: row.tag,
      digest: row.digest,
      reference: row.tag === null ? `${reference}@${row.digest}` : `${reference}:${row.tag}`,
      digestReference: `${reference}@${row.digest}`,
      content,
      mediaType: row.mediaType,
      artifactType: row.artifactType,
      name: facts.chart?.name ?? parsed?.annotations[TITLE] ?? null,
      version,
      differs: row.tag !== null && facts.chart !== null && toOciTag(facts.chart.version) !== row.tag,
      size: Number(row.sizeBytes),
      createdAt: createdAt(parsed, facts),
      pushedAt: row.pushedAt.toISOString(),
      publisher: authorOf(row) ?? publishers.get(keyOf(row)) ?? null,
      chart: facts.chart,
      platforms: platformsOf(row, parsed),
      attached: held.items,
      attachedCount: held.count,
      published: row.version,
      lifecycle: lifecycleStateSchema.parse(row.lifecycle ?? "active"),
      deletable: policyFor(row.tag).delete || isFree,
      problem: problem ?? facts.problem,
    };
  });
}
