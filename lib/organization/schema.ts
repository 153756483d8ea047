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
