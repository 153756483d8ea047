import { z } from "zod";
import { reachedRoot, repositoryPatternSchema } from "#lib/ids/repository-pattern.ts";

/** API-25: what a policy speaks of is never a catalog repository, whose policy cannot be changed (OCI-108). */
export const policyPatternSchema = repositoryPatternSchema.superRefine((pattern, context) => {
  const root = reachedRoot(pattern);
  if (root === null) return;
  context.addIssue({
    code: "custom",
    message: `It reaches ${root}/…, which is the catalog's: published versions never change. Begin with another first word, such as images/**.`,
  });
});

const tagPatternSchema = z
  .string()
  .trim()
  .max(128, "Use at most 128 characters.")
  .regex(
    /^[A-Za-z0-9_*][A-Za-z0-9._*-]*$/,
    "Use a tag in which * stands for any text, such as v* or *-release.",
  )
  .refine((text) => (text.match(/\*+/g) ?? []).length <= 6, { error: "Use at most 6 stars." });

const policyFields = {
  pattern: policyPatternSchema,
  /** Absent: every tag, and what has none. */
  tagPattern: tagPatternSchema.nullish(),
  immutable: z.boolean(),
  delete: z.boolean(),
};

export const createPolicySchema = z.strictObject(policyFields);
export type CreatePolicyInput = z.output<typeof createPolicySchema>;

/** What is left out stays. */
export const changePolicySchema = z
  .strictObject({
    pattern: policyFields.pattern.optional(),
    tagPattern: policyFields.tagPattern,
    immutable: z.boolean().optional(),
    delete: z.boolean().optional(),
  })
  .refine((input) => Object.keys(input).length > 0, { error: "Say what to change." });
export type ChangePolicyInput = z.output<typeof changePolicySchema>;

export const policyViewSchema = z.object({
  id: z.string(),
  pattern: z.string(),
  tagPattern: z.string().nullable(),
  immutable: z.boolean(),
  delete: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Plain repositories that there are, whose names match. */
  repositories: z.number().int(),
});
export type PolicyView = z.output<typeof policyViewSchema>;

/** In the order in which they are asked: the first that matches applies. */
export const policyListSchema = z.object({ items: z.array(policyViewSchema), total: z.number().int() });
export type PolicyList = z.output<typeof policyListSchema>;

export const policyMatchesQuerySchema = z.object({
  pattern: policyPatternSchema,
  tagPattern: tagPatternSchema.optional(),
});
export type PolicyMatchesQuery = z.output<typeof policyMatchesQuerySchema>;

/** What a pattern matches of what is there. */
export const policyMatchesSchema = z.object({
  /** The first of them, by name. */
  items: z.array(
    z.object({
      name: z.string(),
      /** The pattern of another policy that says more of this name, and therefore applies; null: this one does. */
      ruledBy: z.string().nullable(),
    }),
  ),
  /** Repositories that match. */
  total: z.number().int(),
});
export type PolicyMatches = z.output<typeof policyMatchesSchema>;
