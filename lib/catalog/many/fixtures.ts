import { db } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { semverKey, semverOf } from "#lib/ids/version-tag.ts";
import { searchTextOf } from "../search-text.ts";

const WORDS = [
  "payments",
  "service",
  "gateway",
  "worker",
  "ledger",
  "metrics",
  "search",
  "mail",
  "queue",
  "proxy",
];
const BATCH = 2_000;
const DAY_MS = 86_400_000;

const wordAt = (i: number) => WORDS[i % WORDS.length] ?? "";
const hexOf = (i: number) => i.toString(16).padStart(64, "0");

function aListedArtifact(orgId: string, i: number, versions: number, by: { id: string; name: string }) {
  const project = i % 3 === 0 ? `team-${i % 40}` : "";
  const name = `${wordAt(i)}-${wordAt(Math.floor(i / 10))}-${i}`;
  const description = `The ${wordAt(i + 3)} ${wordAt(i + 7)} of team ${i % 40}, as a chart`;
  return {
    id: newId("art"),
    orgId,
    kind: "chart",
    project,
    name,
    description,
    searchText: searchTextOf({
      project: project || null,
      name,
      description,
      metadata: { appVersion: `2.${i}` },
    }),
    createdById: by.id,
    createdByName: by.name,
    versionCount: versions,
    latestTag: `1.${versions - 1}.0`,
    lastPublishedAt: new Date(Date.UTC(2026, 0, 1) - i * 3_600_000),
  };
}

function aListedVersion(artifact: ReturnType<typeof aListedArtifact>, i: number, serial: number) {
  const tag = `1.${i}.0`;
  const semver = semverOf(tag);
  const digest = `sha256:${hexOf(serial)}`;
  return {
    id: newId("ver"),
    orgId: artifact.orgId,
    artifactId: artifact.id,
    tag,
    ociTag: tag,
    semver: semver?.version ?? null,
    semverKey: semver ? semverKey(semver) : null,
    prerelease: false,
    fileName: `${artifact.name}-${tag}.tgz`,
    helmRepository: `${artifact.orgId}/${artifact.project}`,
    packageDigest: digest,
    packageBytes: 10_000,
    manifestDigest: digest,
    contentHash: hexOf(serial),
    files: [{ path: "Chart.yaml", sizeBytes: 120, digest, executable: false }],
    metadata: { apiVersion: "v2", name: artifact.name, version: tag },
    authorKind: "user",
    authorId: artifact.createdById,
    authorName: artifact.createdByName,
    via: "api",
    publishedAt: new Date(Date.UTC(2025, 0, 1) + i * DAY_MS),
    position: i + 1,
  };
}

/**
 * Fills an organization with charts and versions, as rows only: lists and searches see them, nothing can be pulled.
 * For benches; what is published in earnest goes through publish-version.ts.
 */
export async function manyVersions(orgSlug: string, artifacts: number, versions: number): Promise<void> {
  const org = await db().org.findUniqueOrThrow({ where: { slug: orgSlug }, select: { id: true } });
  const by = { id: newId("usr"), name: "seed" };
  const each = Math.max(1, Math.floor(versions / artifacts));
  const rows = Array.from({ length: artifacts }, (_, i) => aListedArtifact(org.id, i, each, by));
  await db().artifact.createMany({ data: rows });
  const all = rows.flatMap((row, a) =>
    Array.from({ length: each }, (_, i) => aListedVersion(row, i, a * each + i)),
  );
  for (let from = 0; from < all.length; from += BATCH)
    await db().version.createMany({ data: all.slice(from, from + BATCH) });
  await db().$executeRaw`ANALYZE`; // As the server itself would, a minute later.
}
