import { z } from "zod";
import { findingSchema, renderFailureSchema } from "#lib/engine/schema.ts";
import { artifactKindSchema } from "#lib/ids/name-schemas.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { commitIdSchema, plainText, scaffoldTemplateSchema } from "./schema.ts";

/** Shapes of drafts: their files, commits, what changed, the review before a publication, and what they are rendered with. */

const filePathSchema = plainText(1000).min(1);
const commitMessageSchema = plainText(5000).trim().min(1, "A commit needs a message.");

export const draftFileSchema = z.object({
  path: z.string(),
  size: z.number().int(),
  /** git blob id. */
  sha: z.string(),
  digest: z.string(),
  executable: z.boolean(),
});
export type DraftFile = z.output<typeof draftFileSchema>;

/** `commit` is null where nothing was ever saved. */
export const draftViewSchema = z.object({ commit: z.string().nullable(), files: z.array(draftFileSchema) });
export type DraftView = z.output<typeof draftViewSchema>;

/** Files of a commit with what they hold, written as a save takes them (API-8). `next`: ask again for what comes after it. */
export const commitContentsSchema = z.object({
  files: z.array(z.object({ path: z.string(), content: z.string(), encoding: z.enum(["utf-8", "base64"]) })),
  next: z.string().nullable(),
});
export type CommitContents = z.output<typeof commitContentsSchema>;

export const commitContentsQuerySchema = z.object({
  after: z.string().max(1000).optional().describe("`next` of the answer before"),
});

export const draftChangeSchema = z.discriminatedUnion("op", [
  z.strictObject({
    op: z.literal("put"),
    path: filePathSchema,
    content: z.string(),
    encoding: z.enum(["utf-8", "base64"]).default("utf-8"),
  }),
  z.strictObject({ op: z.literal("delete"), path: filePathSchema }),
  z.strictObject({ op: z.literal("move"), path: filePathSchema, to: filePathSchema }),
]);
export type DraftChange = z.output<typeof draftChangeSchema>;

export const saveDraftSchema = z.strictObject({
  /** The commit that the changes were made on; null for the first save. */
  parent: commitIdSchema.nullable(),
  message: commitMessageSchema,
  changes: z.array(draftChangeSchema).min(1, "Nothing was changed.").max(10_000),
});
export type SaveDraftInput = z.output<typeof saveDraftSchema>;

export const commitViewSchema = z.object({
  id: z.string(),
  parent: z.string().nullable(),
  message: z.string(),
  author: z.object({ name: z.string(), email: z.string() }),
  committedAt: z.iso.datetime(),
  /** Version tags that were published from this commit. */
  versions: z.array(z.string()),
});
export type CommitView = z.output<typeof commitViewSchema>;

/** What saving, scaffolding and importing answer. */
export const commitMadeSchema = z.object({ commit: z.string() });
export type CommitMade = z.output<typeof commitMadeSchema>;

/** What an archive says of itself; null where it does not. */
export const inspectedUploadSchema = z.object({
  name: z.string().nullable(),
  version: z.string().nullable(),
  description: z.string(),
  fileCount: z.number().int(),
  sizeBytes: z.number().int(),
});
export type InspectedUpload = z.output<typeof inspectedUploadSchema>;

/** One changed file. `before` and `after` are null where it is not there, or is binary or over 1 MiB (then `omitted` says why). */
export const fileChangeSchema = z.object({
  path: z.string(),
  change: z.enum(["added", "removed", "modified", "renamed"]),
  /** Of a renamed file: its path before. */
  from: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  beforeSize: z.number().int().nullable(),
  afterSize: z.number().int().nullable(),
  omitted: z.enum(["binary", "too-large"]).nullable(),
});
export type FileChange = z.output<typeof fileChangeSchema>;

export const fileComparisonSchema = z.object({
  changes: z.array(fileChangeSchema),
  unchangedCount: z.number().int(),
  /** What could not be loaded, in words; empty when everything is there. Never confused with "no changes". */
  partial: z.array(z.string()),
});
export type FileComparison = z.output<typeof fileComparisonSchema>;

/** One commit, with what it changed against its parent. */
export const commitChangesSchema = commitViewSchema.extend({ files: fileComparisonSchema });
export type CommitChanges = z.output<typeof commitChangesSchema>;

/** Manifests of two sides, one "file" an object, named `<namespace or _>/<Kind>/<name>.yaml`; or which side has none, and why. */
export const renderedComparisonSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("compared"), files: fileComparisonSchema }),
  z.object({
    state: z.literal("failed"),
    side: z.enum(["draft", "against"]),
    failure: renderFailureSchema,
  }),
]);
export type RenderedComparison = z.output<typeof renderedComparisonSchema>;

export const reviewViewSchema = z.object({
  draftCommit: z.string(),
  /** The version compared against; null for a first version. */
  against: z.string().nullable(),
  files: fileComparisonSchema,
  /** What would be applied, with clock and randomness frozen on both sides (ENG-36), and default values. */
  rendered: renderedComparisonSchema,
  /** Of the draft as it would be published. */
  findings: z.array(findingSchema),
  suggestedVersion: z.string(),
  /** Markdown made of the commit messages since the version compared against. */
  suggestedNotes: z.string(),
  /** What would be refused, were it published now as suggested: the same words as the refusal. */
  refusals: z.array(z.string()),
  rules: z
    .object({ semverOnly: z.boolean(), notesNeeded: z.boolean() })
    .describe("The organization's rules for tag and notes, for who publishes with others than suggested"),
});
export type ReviewView = z.output<typeof reviewViewSchema>;

export const compareViewSchema = z.object({ from: z.string(), to: z.string(), files: fileComparisonSchema });
export type CompareView = z.output<typeof compareViewSchema>;

const renderLines = z.array(plainText(10_000)).max(200).optional();
/** What a draft is rendered with; each field is the flag of `helm template` of its name. Bases and bundles have none. */
export const renderDraftSchema = z.strictObject({
  /** Texts as they would be saved, over the files of the draft; null leaves a file out. */
  files: z.record(filePathSchema, plainText(5 * 1024 ** 2).nullable()).optional(),
  /** The text of one more values file, after all others. */
  values: plainText(5 * 1024 ** 2).optional(),
  release: plainText(200).min(1).optional(),
  namespace: plainText(200).min(1).optional(),
  kubeVersion: plainText(50).optional(),
  apiVersions: renderLines,
  /** Paths of files of the draft, in order. */
  valueFiles: z.array(filePathSchema).max(50).optional(),
  set: renderLines,
  setString: renderLines,
  setJson: renderLines,
  isUpgrade: z.boolean().optional(),
  includeCrds: z.boolean().optional(),
  noHooks: z.boolean().optional(),
  skipTests: z.boolean().optional(),
  /** Clock and randomness stand still, so that the same input prints the same. */
  frozen: z.boolean().optional(),
});
export type RenderDraftInput = z.output<typeof renderDraftSchema>;

export const scaffoldDraftSchema = z.strictObject({ template: scaffoldTemplateSchema });

/** What goes along with an archive whose files become the draft. */
export const importQuerySchema = z.object({
  parent: commitIdSchema.optional().transform((id) => id || null),
  message: commitMessageSchema.default("Import files"),
});
export const inspectQuerySchema = z.object({ kind: artifactKindSchema });
/** Which version the draft is compared with; without it the latest. */
export const reviewQuerySchema = z.object({ against: versionTagSchema.optional() });
