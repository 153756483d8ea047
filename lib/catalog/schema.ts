import { z } from "zod";
import { findingSchema } from "#lib/engine/schema.ts";
import { artifactKindSchema, artifactNameSchema, projectNameSchema } from "#lib/ids/name-schemas.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { MAX_REASON, SAY_WHY } from "./types.ts";

/** Shapes of the portal API (specs, section 10). A schema decides shape only; rules are gates and policies. */

export const visibilitySchema = z.enum(["private", "public"]);
export const lifecycleStateSchema = z.enum(["active", "deprecated", "yanked"]);
export type LifecycleState = z.output<typeof lifecycleStateSchema>;
// PostgreSQL has no text with a NUL in it, and no JSON with half a surrogate pair. File contents are blobs.
export const plainText = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes("\0"), { error: "A NUL character cannot be part of it." })
    .refine((text) => text.isWellFormed(), { error: "Half a surrogate pair is no character." });
/** A git commit id, as the browser says it back. */
export const commitIdSchema = plainText(64);
const labelsSchema = z.record(plainText(63).min(1), plainText(63));

export const permissionsSchema = z.object({
  edit: z.boolean(),
  publish: z.boolean(),
  changeSettings: z.boolean(),
  archive: z.boolean(),
  changeVisibility: z.boolean(),
  delete: z.boolean(),
  /** Deprecate a version, and lift that. */
  deprecate: z.boolean(),
  /** Yank a version, and lift that. */
  yank: z.boolean(),
});
export type Permissions = z.output<typeof permissionsSchema>;

export const artifactViewSchema = z.object({
  kind: artifactKindSchema,
  org: z.string(),
  project: z.string().nullable(),
  name: z.string(),
  description: z.string(),
  icon: z.string().nullable(),
  labels: labelsSchema,
  visibility: visibilitySchema,
  source: z.object({ type: z.literal("git") }),
  archived: z.boolean(),
  /** Highest stable SemVer that is not yanked, else the newest that is not; null where there is none. */
  latest: z.string().nullable(),
  /** The mark of the latest version; yanked where every version is. */
  lifecycle: lifecycleStateSchema,
  versionCount: z.number().int(),
  lastPublishedAt: z.iso.datetime().nullable(),
  /** Publications of the past 12 months, oldest first, at most 60: for the ticks of lists. */
  recent: z.array(
    z.object({ version: z.string(), publishedAt: z.iso.datetime(), lifecycle: lifecycleStateSchema }),
  ),
  /** Whether the draft stands at a commit that no version was published from. Always false for strangers. */
  unpublished: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  forkedFrom: z.object({ project: z.string().nullable(), name: z.string(), version: z.string() }).nullable(),
  /** Why the artifact needs attention; null where it does not. */
  problem: z.string().nullable(),
  permissions: permissionsSchema,
});
export type ArtifactView = z.output<typeof artifactViewSchema>;

export const findingCountsSchema = z.object({
  error: z.number().int(),
  warning: z.number().int(),
  info: z.number().int(),
});
export type FindingCounts = z.output<typeof findingCountsSchema>;

/** How far looking for findings has come. `error` says why it failed: nothing is known then, which is not "no findings". */
export const versionCheckSchema = z.object({
  state: z.enum(["pending", "done", "failed"]),
  /** When the check was asked for; null of a version that was published before there were checks, until somebody asks. */
  askedAt: z.iso.datetime().nullable(),
  error: z.string().nullable(),
  checkedAt: z.iso.datetime().nullable(),
});
export type VersionCheckView = z.output<typeof versionCheckSchema>;

/** The mark on a version (NB-6): what is said of it, without a change of what it is. */
export const lifecycleSchema = z.object({
  state: lifecycleStateSchema,
  /** What was said when it was last marked, also when that lifted a mark; null of a version that never was. */
  reason: z.string().nullable(),
  /** The version to take instead, and its own mark by now. */
  replacement: z.string().nullable(),
  replacementState: lifecycleStateSchema.nullable(),
  by: z.object({ kind: z.string(), name: z.string() }).nullable(),
  at: z.iso.datetime().nullable(),
});

/** One of the marks that a version has had. */
export const markViewSchema = z.object({
  state: lifecycleStateSchema,
  reason: z.string(),
  replacement: z.string().nullable(),
  by: z.object({ kind: z.string(), name: z.string() }),
  via: z.string(),
  at: z.iso.datetime(),
});
export type MarkView = z.output<typeof markViewSchema>;
export const marksSchema = z.object({ marks: z.array(markViewSchema) });

export const versionViewSchema = z.object({
  version: z.string(),
  /** Normalised SemVer; null where Helm cannot select this tag. */
  semver: z.string().nullable(),
  publishedAt: z.iso.datetime(),
  author: z.object({ kind: z.string(), name: z.string() }),
  /** portal | api | oci | cli: through which door. */
  via: z.string(),
  /** git commit id; null for a pushed version. */
  commit: z.string().nullable(),
  notes: z.string(),
  lifecycle: lifecycleSchema,
  packageDigest: z.string(),
  manifestDigest: z.string(),
  /** Bytes of the package. */
  size: z.number().int(),
  fileCount: z.number().int(),
  /** Chart.yaml as JSON; empty for other kinds. */
  metadata: z.record(z.string(), z.unknown()),
  /** The worst first; in a list of versions 20 at most, of one version 500. */
  findings: z.array(findingSchema),
  /** Of all findings, also of those that are left out above. */
  findingCounts: findingCountsSchema,
  check: versionCheckSchema,
  latest: z.boolean(),
  links: z.object({ page: z.string(), files: z.string(), package: z.string(), oci: z.string() }),
});
export type VersionView = z.output<typeof versionViewSchema>;

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int() });
export type Page<T> = { items: T[]; nextCursor: string | null; total: number };

export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe("How many at most"),
  cursor: z.string().max(512).optional().describe("`nextCursor` of the page before"),
});

export const listArtifactsQuerySchema = pageQuerySchema.extend({
  q: z
    .string()
    .max(200)
    .optional()
    .describe('Words, all of which are in it; `-word`, `"phrase"`, `project:`, `source:`, `label:`'),
  project: z.string().optional().describe("Of this project"),
  source: z.string().optional().describe("Of this source type"),
  lifecycle: lifecycleStateSchema.optional().describe("Whose latest version bears this mark"),
  visibility: visibilitySchema.optional().describe("Private or public ones only"),
  label: z.string().optional().describe("With this label: `team`, or `team=checkout`"),
  archived: z.enum(["true", "false", "any"]).default("false").describe("Archived ones only, none, or both"),
  sort: z.enum(["name", "published", "changed"]).default("name").describe("By name, or by what was last"),
  order: z.enum(["asc", "desc"]).optional().describe("Without it names begin at a and times at the newest"),
});
export type ListArtifactsQuery = z.output<typeof listArtifactsQuerySchema>;

const facetSchema = z.array(z.object({ value: z.string(), count: z.number().int() }));
/** What a list can be narrowed by; a label is written `key=value`. */
export const artifactFacetsSchema = z.object({
  projects: facetSchema,
  sources: facetSchema,
  visibilities: facetSchema,
  /** Marks of latest versions; without those that bear none. */
  lifecycles: facetSchema,
  labels: facetSchema,
});
export type ArtifactFacets = z.output<typeof artifactFacetsSchema>;

export const BUNDLE_TEMPLATES = ["namespace", "crd", "operator", "job"] as const;
/** GOH-7, GOH-21, GOH-43: `chart` and `base` for their kinds, one of four for a bundle. */
export const scaffoldTemplateSchema = z.enum(["chart", "base", ...BUNDLE_TEMPLATES]);
export type ScaffoldTemplate = z.output<typeof scaffoldTemplateSchema>;

export const createArtifactSchema = z.strictObject({
  name: artifactNameSchema,
  project: projectNameSchema.nullish(),
  description: plainText(1000).optional(),
  visibility: visibilitySchema.optional(),
  source: z.strictObject({ type: z.literal("git") }).default({ type: "git" }),
  /** True: the kind's own template; or the name of one. */
  scaffold: z.union([z.boolean(), scaffoldTemplateSchema]).optional(),
});
export type CreateArtifactInput = z.output<typeof createArtifactSchema>;

export const updateArtifactSchema = z.strictObject({
  description: plainText(1000).optional(),
  icon: plainText(500).nullable().optional(),
  labels: labelsSchema.optional(),
  visibility: visibilitySchema.optional(),
});
export type UpdateArtifactInput = z.output<typeof updateArtifactSchema>;

export const duplicateArtifactSchema = z.strictObject({
  name: artifactNameSchema,
  project: projectNameSchema.nullish(),
  /** Copy this version; without it the draft, else the latest version. */
  version: versionTagSchema.optional(),
});
export type DuplicateArtifactInput = z.output<typeof duplicateArtifactSchema>;

/** Which values file of the package a version is rendered with, beside its defaults. */
export const renderedVersionQuerySchema = z.object({
  values: plainText(1000).optional().describe("A values file of the package, such as `ci/small-values.yaml`"),
});

const acknowledgedSchema = z.array(z.enum(["warnings", "non-semver"]));
export const acknowledgeSchema = acknowledgedSchema.default([]);
export const publishVersionSchema = z.strictObject({
  version: versionTagSchema,
  notes: plainText(100_000).optional(),
  draftCommit: commitIdSchema,
  acknowledge: acknowledgeSchema,
});
export type PublishVersionInput = z.output<typeof publishVersionSchema>;

/** `warnings,non-semver`, or the field twice. */
const acknowledgedInAddress = z.preprocess(
  (given = []) => [given].flat().flatMap((one) => String(one).split(",").filter(Boolean)),
  acknowledgedSchema,
);
/** What goes along with a package that is sent as it is, in the address: the body is the package. */
export const publishPackageQuerySchema = z.object({
  version: versionTagSchema,
  notes: plainText(100_000).optional(),
  acknowledge: acknowledgedInAddress.optional().transform((given = []) => given),
});

export const markVersionSchema = z.strictObject({
  state: lifecycleStateSchema,
  reason: plainText(MAX_REASON).trim().min(1, SAY_WHY),
  /** A version of the same artifact to take instead. */
  replacement: versionTagSchema.nullish(),
});
export type MarkVersionInput = z.output<typeof markVersionSchema>;

export const versionFileSchema = z.object({
  path: z.string(),
  size: z.number().int(),
  digest: z.string(),
  executable: z.boolean(),
});
export type VersionFile = z.output<typeof versionFileSchema>;

/** Every file of a version's package, by path. */
export const versionFilesSchema = z.object({ files: z.array(versionFileSchema) });

export const listVersionsQuerySchema = pageQuerySchema.extend({
  sort: z.enum(["published", "semver"]).default("published").describe("Newest publication first, or highest"),
});
export type ListVersionsQuery = z.output<typeof listVersionsQuerySchema>;
