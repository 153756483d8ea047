import { z } from "zod";
import { sql } from "#lib/db/database.ts";
import { type Finding, findingSchema } from "#lib/engine/schema.ts";
import { env } from "#lib/env/env.ts";
import { type ArtifactRef, apiPath, KIND_ROOTS, nameSegment, repositoryName } from "#lib/ids/ids.ts";
import { toOciTag } from "#lib/ids/version-tag.ts";
import { lifecycleStateSchema, type VersionFile, type VersionView, versionCheckSchema } from "./schema.ts";

/** Findings that each version of a list carries; its page carries all that are kept. */
const MAX_LISTED_FINDINGS = 20;

const checkColumns = sql`c."state" AS "checkState", c."error" AS "checkError", c."askedAt", c."checkedAt", c."errors", c."warnings", c."infos"`;

const markColumns = sql`m."state" AS "markState", m."reason", m."markedByKind", m."markedByName", m."markedAt",
  r."tag" AS "replacement", coalesce(s."state", 'active') AS "replacementState"`;

/** What a version's view is made of, of "Version" v. Of the files only the number: a list of versions would carry them all. */
const baseColumns = sql`v."tag", v."semver", v."semverKey", v."publishedAt", v."authorKind", v."authorName", v."via",
  v."commitId", v."notes", v."packageDigest", v."manifestDigest", v."packageBytes", v."metadata", v."position",
  jsonb_array_length(v."files") AS "fileCount", ${checkColumns}, ${markColumns}`;
export const versionColumns = sql`${baseColumns}, c."findings"`;
export const listedVersionColumns = sql`${baseColumns}, jsonb_path_query_array(c."findings", ${`$[0 to ${MAX_LISTED_FINDINGS - 1}]`}::jsonpath) AS "findings"`;
export const fromVersions = sql`FROM "Version" v LEFT JOIN "VersionCheck" c ON c."versionId" = v."id"
  LEFT JOIN "VersionMark" m ON m."versionId" = v."id"
  LEFT JOIN "Version" r ON r."id" = m."replacementId" LEFT JOIN "VersionMark" s ON s."versionId" = r."id"`;

export type VersionRow = {
  tag: string;
  semver: string | null;
  semverKey: string | null;
  position: number;
  fileCount: number;
  publishedAt: Date;
  authorKind: string;
  authorName: string;
  via: string;
  commitId: string | null;
  notes: string;
  packageDigest: string;
  manifestDigest: string;
  packageBytes: number;
  metadata: unknown;
  // Null, all of them, of a version that was never checked.
  checkState: string | null;
  checkError: string | null;
  askedAt: Date | null;
  checkedAt: Date | null;
  errors: number | null;
  warnings: number | null;
  infos: number | null;
  findings: unknown;
  // Null, all of them, of a version that was never marked.
  markState: string | null;
  reason: string | null;
  markedByKind: string | null;
  markedByName: string | null;
  markedAt: Date | null;
  replacement: string | null;
  replacementState: string;
};

export type VersionSetting = {
  ref: ArtifactRef;
  orgSlug: string;
  /** The artifact's latest tag. */
  latestTag: string | null;
};

const metadataSchema = z.record(z.string(), z.unknown());

const filesSchema = z.array(
  z.object({ path: z.string(), sizeBytes: z.number(), digest: z.string(), executable: z.boolean() }),
);

/** `Version.files`, as it was written. */
export function toVersionFiles(files: unknown): VersionFile[] {
  return filesSchema.parse(files).map(({ sizeBytes, ...file }) => ({ ...file, size: sizeBytes }));
}

const findingsSchema = z.array(findingSchema);
const checkStateSchema = versionCheckSchema.shape.state;

/** PUB-6: a mark that stays with the version. */
function marksOf(kind: string, row: VersionRow): Finding[] {
  if (kind !== "chart" || row.semver !== null) return [];
  const message = "Helm cannot select this version: its tag is not a semantic version.";
  return [
    findingSchema.parse({ severity: "warning", code: "non-semver", message, path: "Chart.yaml", line: null }),
  ];
}

/** What is known about a version's files: its marks, and what the check has found. */
function findingsOf(
  kind: string,
  row: VersionRow,
): Pick<VersionView, "findings" | "findingCounts" | "check"> {
  const marks = marksOf(kind, row);
  return {
    findings: [...marks, ...findingsSchema.parse(row.findings ?? [])],
    findingCounts: {
      error: row.errors ?? 0,
      warning: (row.warnings ?? 0) + marks.length,
      info: row.infos ?? 0,
    },
    check: {
      state: checkStateSchema.parse(row.checkState ?? "pending"),
      askedAt: row.askedAt?.toISOString() ?? null,
      error: row.checkError,
      checkedAt: row.checkedAt?.toISOString() ?? null,
    },
  };
}

function lifecycleOf(row: VersionRow): VersionView["lifecycle"] {
  const { markedByKind: kind, markedByName: name, replacement } = row;
  return {
    state: lifecycleStateSchema.parse(row.markState ?? "active"),
    reason: row.reason,
    replacement,
    replacementState: replacement === null ? null : lifecycleStateSchema.parse(row.replacementState),
    by: kind === null || name === null ? null : { kind, name },
    at: row.markedAt?.toISOString() ?? null,
  };
}

function linksOf({ ref, orgSlug }: VersionSetting, tag: string): VersionView["links"] {
  const segment = encodeURIComponent(tag);
  const api = `${apiPath(ref)}/versions/${segment}`;
  const home = orgSlug === env().CHARTROOM_ORG ? "" : `${orgSlug}/`;
  const { host } = new URL(env().CHARTROOM_PUBLIC_URL);
  return {
    page: `/${KIND_ROOTS[ref.kind]}/${nameSegment(ref)}/versions/${segment}`,
    files: `${api}/files`,
    package: `${api}/package`,
    oci: `oci://${host}/${home}${repositoryName(ref)}:${toOciTag(tag)}`,
  };
}

/** A row as people and scripts see it. */
export function toVersionView(setting: VersionSetting, row: VersionRow): VersionView {
  return {
    version: row.tag,
    semver: row.semver,
    publishedAt: row.publishedAt.toISOString(),
    author: { kind: row.authorKind, name: row.authorName },
    via: row.via,
    commit: row.commitId,
    notes: row.notes,
    lifecycle: lifecycleOf(row),
    packageDigest: row.packageDigest,
    manifestDigest: row.manifestDigest,
    size: row.packageBytes,
    fileCount: row.fileCount,
    metadata: metadataSchema.parse(row.metadata),
    ...findingsOf(setting.ref.kind, row),
    latest: row.tag === setting.latestTag,
    links: linksOf(setting, row.tag),
  };
}
