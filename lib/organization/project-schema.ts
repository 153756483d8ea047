import { z } from "zod";
import { projectRoleSchema } from "#lib/auth/types.ts";
import { projectNameSchema } from "#lib/ids/name-schemas.ts";

/** Shapes of projects, for the portal API and its pages (API-26). */

const text = (max: number, tooLong: string) =>
  z
    .string()
    .trim()
    .max(max, tooLong)
    .refine((given) => !given.includes("\0"), { error: "A NUL character cannot be part of it." })
    .refine((given) => given.isWellFormed(), { error: "Half a surrogate pair is no character." });

const visibilitySchema = z.enum(["private", "public"]);
const titleSchema = text(100, "Use at most 100 characters.");
const descriptionSchema = text(1000, "Use at most 1,000 characters.");

export const projectViewSchema = z.object({
  name: z.string(),
  /** What people call it; empty: its name. */
  title: z.string(),
  description: z.string(),
  /** Of new artifacts in it; null: as the organization has it. */
  visibility: visibilitySchema.nullable(),
  archived: z.boolean(),
  /** Artifacts that lists show, by kind, and plain repositories that hold something. */
  counts: z.object({
    chart: z.number().int(),
    "kustomize-base": z.number().int(),
    "manifest-bundle": z.number().int(),
    repository: z.number().int(),
    /** Of all its artifacts, archived ones too. */
    version: z.number().int(),
    member: z.number().int(),
  }),
  lastPublishedAt: z.iso.datetime().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** What the asking person's membership of it is; null: no member. */
  role: projectRoleSchema.nullable(),
  permissions: z.object({
    /** Make and publish artifacts in it. */
    create: z.boolean(),
    /** Settings, members, archive, delete. */
    manage: z.boolean(),
  }),
});
export type ProjectView = z.output<typeof projectViewSchema>;

export const projectListSchema = z.object({
  items: z.array(projectViewSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});
export type ProjectList = z.output<typeof projectListSchema>;

export const listProjectsQuerySchema = z.object({
  q: text(200, "Search for at most 200 characters.")
    .optional()
    .describe("Words that are in the name, the title or the description"),
  archived: z.enum(["true", "false", "any"]).default("false").describe("Archived ones only, none, or both"),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe("How many at most"),
  cursor: z.string().max(512).optional().describe("`nextCursor` of the page before"),
});
export type ListProjectsQuery = z.output<typeof listProjectsQuerySchema>;

export const createProjectSchema = z.strictObject({
  name: projectNameSchema,
  title: titleSchema.optional(),
  description: descriptionSchema.optional(),
  visibility: visibilitySchema.nullish(),
});
export type CreateProjectInput = z.output<typeof createProjectSchema>;

export const changeProjectSchema = z.strictObject({
  title: titleSchema.optional(),
  description: descriptionSchema.optional(),
  /** Null: as the organization has it. */
  visibility: visibilitySchema.nullable().optional(),
});
export type ChangeProjectInput = z.output<typeof changeProjectSchema>;

export const projectMemberSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** For whoever manages the project; null for others. */
  email: z.string().nullable(),
  role: projectRoleSchema,
  addedAt: z.iso.datetime(),
});
export type ProjectMemberView = z.output<typeof projectMemberSchema>;
export const projectMembersSchema = z.object({ items: z.array(projectMemberSchema) });
export const setProjectMemberSchema = z.strictObject({ role: projectRoleSchema });
