import { z } from "zod";
import { lifecycleStateSchema, pageOf, pageQuerySchema, plainText } from "#lib/catalog/schema.ts";
import { artifactKindSchema, projectNameSchema } from "#lib/ids/name-schemas.ts";

/** Shapes of what `/registry` and `/api/v2/org-repositories` show (GL-4). */

/** What is held, told apart by media type; `attached`: signatures, SBOMs, attestations. */
export const CONTENTS = ["chart", "kustomize-base", "manifest-bundle", "image", "attached", "other"] as const;
export const contentSchema = z.enum(CONTENTS);
export type Content = z.output<typeof contentSchema>;

const publisherSchema = z.object({ kind: z.string(), name: z.string() });
const artifactSchema = z.object({
  kind: artifactKindSchema,
  project: z.string().nullable(),
  name: z.string(),
});

export const repositoryViewSchema = z.object({
  name: z.string(),
  /** What clients call it: host and name, without a scheme. */
  reference: z.string(),
  /** Of a catalog repository: the artifact whose versions it holds. Null for a plain one. */
  artifact: artifactSchema.nullable(),
  /** Whether it lies under the root of a kind. */
  catalog: z.boolean(),
  contents: z.array(contentSchema),
  /** Without the tags of signatures and referrers, which stand under what they speak of. */
  tagCount: z.number().int(),
  /** Bytes of manifests and blobs; a blob that several repositories hold counts in each. */
  size: z.number().int(),
  lastPushedAt: z.iso.datetime(),
  permissions: z.object({ delete: z.boolean(), publish: z.boolean() }),
});
export type RepositoryView = z.output<typeof repositoryViewSchema>;

export const chartFactsSchema = z.object({
  name: z.string(),
  version: z.string(),
  appVersion: z.string().nullable(),
  description: z.string(),
  type: z.string().nullable(),
  kubeVersion: z.string().nullable(),
  home: z.string().nullable(),
  deprecated: z.boolean(),
  maintainers: z.array(z.string()),
  dependencies: z.array(z.object({ name: z.string(), version: z.string(), repository: z.string() })),
});
export type ChartFacts = z.output<typeof chartFactsSchema>;

const platformSchema = z.object({
  /** `linux/arm64/v8`; what an index says of its own parts. */
  name: z.string(),
  digest: z.string(),
});

export const attachedViewSchema = z.object({
  what: z.enum(["signature", "sbom", "attestation", "index", "other"]),
  digest: z.string(),
  artifactType: z.string().nullable(),
  /** Where it is found by a tag such as `sha256-….sig`; null where it names its subject. */
  tag: z.string().nullable(),
  size: z.number().int(),
  pushedAt: z.iso.datetime(),
});
export type AttachedView = z.output<typeof attachedViewSchema>;

/** A tag, or a manifest that no tag names. */
export const entryViewSchema = z.object({
  /** As the registry has it; null for a manifest without one. */
  tag: z.string().nullable(),
  digest: z.string(),
  /** `host/name:tag`, or by digest where there is no tag. */
  reference: z.string(),
  digestReference: z.string(),
  content: contentSchema,
  mediaType: z.string(),
  artifactType: z.string().nullable(),
  /** The chart's own name, or the title that the manifest bears. */
  name: z.string().nullable(),
  /** The true version: of a chart's tag `1.0.0_b5` it is `1.0.0+b5` (OCI-4, NB-17). */
  version: z.string().nullable(),
  /** Whether the chart inside says another version than the tag (GL-8). */
  differs: z.boolean(),
  /** Config and layers; of an index those of all its parts. */
  size: z.number().int(),
  /** What the content says of itself; null where it says nothing. */
  createdAt: z.iso.datetime().nullable(),
  pushedAt: z.iso.datetime(),
  publisher: publisherSchema.nullable(),
  chart: chartFactsSchema.nullable(),
  platforms: z.array(platformSchema),
  /** At most ten in a list. */
  attached: z.array(attachedViewSchema),
  attachedCount: z.number().int(),
  /** The version of the catalog that this tag is; null elsewhere. */
  published: z.string().nullable(),
  /** Of such a version; of everything else `active`. */
  lifecycle: lifecycleStateSchema,
  /** Whether a policy lets it go. */
  deletable: z.boolean(),
  /** Why something of it could not be read; null where all could. */
  problem: z.string().nullable(),
});
export type EntryView = z.output<typeof entryViewSchema>;

export const layerViewSchema = z.object({
  mediaType: z.string(),
  digest: z.string(),
  size: z.number().int(),
  title: z.string().nullable(),
});

export const manifestViewSchema = entryViewSchema.extend({
  /** The stored document; null where it is too large to show. */
  manifest: z.string().nullable(),
  config: layerViewSchema.nullable(),
  layers: z.array(layerViewSchema),
  annotations: z.record(z.string(), z.string()),
  /** All tags that name it, at most 100. */
  tags: z.array(z.string()),
  /** What it is attached to. */
  subject: z.string().nullable(),
});
export type ManifestView = z.output<typeof manifestViewSchema>;

export const REPOSITORY_SORTS = ["name", "pushed", "tags", "size"] as const;
const order = z.enum(["asc", "desc"]).optional();
const search = plainText(200).optional();
/** Pages by number, for people; scripts go on with `cursor`. */
const place = { page: z.coerce.number().int().min(1).max(100_000).default(1) };

export const listRepositoriesQuerySchema = pageQuerySchema.extend({
  q: search.describe("Part of the name"),
  content: contentSchema.optional().describe("What it holds"),
  sort: z.enum(REPOSITORY_SORTS).default("name"),
  order,
});
export const browseRepositoriesSchema = listRepositoriesQuerySchema.extend(place);
export type BrowseRepositories = z.output<typeof browseRepositoriesSchema>;

export const listEntriesQuerySchema = pageQuerySchema.extend({
  q: search.describe("Part of the tag, or the beginning of a digest"),
  sort: z.enum(["pushed", "tag"]).default("pushed"),
  order,
});
export const browseEntriesSchema = listEntriesQuerySchema.extend(place);
export type BrowseEntries = z.output<typeof browseEntriesSchema>;

export const repositoryPageSchema = pageOf(repositoryViewSchema);
export const entryPageSchema = pageOf(entryViewSchema);

/** How many repositories hold what. */
export type ContentCounts = { all: number; of: Record<Content, number> };

export const publishChartSchema = z.strictObject({
  /** Tag or digest in the plain repository. */
  reference: plainText(200),
  project: projectNameSchema.nullable().default(null).describe("The artifact's project; null for none"),
});
export type PublishChartInput = z.input<typeof publishChartSchema>;
