import { z } from "zod";
import { emailSchema, passwordSchema, personNameSchema } from "#lib/auth/schema.ts";
import { roleSchema } from "#lib/auth/types.ts";

export const organizationNameSchema = z
  .string()
  .trim()
  .min(1, "Give the organization a name.")
  .max(100, "Use at most 100 characters.")
  .regex(/^[^\p{C}]*$/u, "Use visible characters only.");

/** What the set-up page asks for. */
export const setUpSchema = z.object({
  organization: organizationNameSchema,
  name: personNameSchema,
  email: emailSchema,
  password: passwordSchema,
});
export type SetUpInput = z.output<typeof setUpSchema>;

export const createUserSchema = z.object({
  email: emailSchema,
  name: personNameSchema,
  role: roleSchema,
  /** Null: a link to choose one is made. */
  password: passwordSchema.nullable(),
});
export type CreateUserInput = z.output<typeof createUserSchema>;

export const choosePasswordSchema = z.object({ password: passwordSchema });

/** As the provider tells it: a name, a path, an id. Compared letter by letter. */
export const groupNameSchema = z
  .string()
  .trim()
  .min(1, "Give the group, as the provider calls it.")
  .max(255, "Use at most 255 characters.")
  .regex(/^[^\p{C}]*$/u, "Use visible characters only.");

export const createGroupRoleSchema = z.strictObject({ group: groupNameSchema, role: roleSchema });
export type CreateGroupRoleInput = z.output<typeof createGroupRoleSchema>;

export const changeGroupRoleSchema = z.strictObject({ role: roleSchema });

/** What a group of the provider is in this organization. */
export const groupRoleViewSchema = z.object({
  id: z.string(),
  group: z.string(),
  role: roleSchema,
  /** Members whom the provider named in this group when they last signed in. */
  members: z.int(),
  createdAt: z.iso.datetime(),
});
export type GroupRoleView = z.output<typeof groupRoleViewSchema>;

export const groupRoleListSchema = z.object({
  items: z.array(groupRoleViewSchema),
  total: z.int(),
  /** Groups of the organization's members that are not mapped; the first fifty by name. */
  seen: z.array(z.string()),
});
export type GroupRoleList = z.output<typeof groupRoleListSchema>;
