import { z } from "zod";
import { apiScopeSchema, registryScopeSchema } from "#lib/auth/types.ts";
import { repositoryPatternSchema } from "#lib/ids/repository-pattern.ts";

/** A token whose end is nearer than this is shown as expiring (CAT-31). */
export const EXPIRING_DAYS = 14;
/** A token that nobody used for this long is shown as unused (CAT-31). */
export const UNUSED_DAYS = 90;
/** A rotated secret may stay valid for at most this long (GOH-60). */
export const MAX_OVERLAP_DAYS = 7;
const tokenNameSchema = z
  .string()
  .trim()
  .min(1, "Give the token a name that says what uses it.")
  .max(100, "Use at most 100 characters.")
  .regex(/^[^\p{C}]*$/u, "Use visible characters only.");

/** `90d`, `12h`. */
export const durationSchema = z
  .string()
  .regex(/^[1-9]\d{0,4}[hd]$/, "Use a number of days or hours, such as 90d or 12h.")
  .refine((text) => durationMs(text) <= 3650 * 86_400_000, { error: "Use at most ten years (3650d)." });

/** @param text what durationSchema lets through */
export function durationMs(text: string): number {
  const amount = Number.parseInt(text, 10);
  return amount * (text.endsWith("h") ? 3_600_000 : 86_400_000);
}

export const createRegistryTokenSchema = z.strictObject({
  name: tokenNameSchema,
  scope: registryScopeSchema,
  /** Absent: every repository of the organization. */
  pattern: repositoryPatternSchema.nullish(),
  /** Absent: it does not expire. */
  expiresIn: durationSchema.nullish(),
});
export type CreateRegistryTokenInput = z.output<typeof createRegistryTokenSchema>;

export const rotateTokenSchema = z.strictObject({
  /** How many days the old secret stays valid beside the new one. */
  overlapDays: z
    .number()
    .int()
    .min(0)
    .max(MAX_OVERLAP_DAYS, `Use at most ${MAX_OVERLAP_DAYS} days.`)
    .default(0),
});
export type RotateTokenInput = z.output<typeof rotateTokenSchema>;

export const createApiTokenSchema = z.strictObject({
  name: tokenNameSchema,
  scope: apiScopeSchema,
  expiresIn: durationSchema.nullish(),
});
export type CreateApiTokenInput = z.output<typeof createApiTokenSchema>;

export const tokenStateSchema = z.enum(["active", "expiring", "expired", "revoked"]);
export type TokenState = z.output<typeof tokenStateSchema>;

const tokenViewFields = {
  id: z.string(),
  name: z.string(),
  /** The first characters of the secret; no other part of it is ever told. */
  prefix: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  /** Null: never. */
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  revokedBy: z.string().nullable(),
  state: tokenStateSchema,
  /** Whether it holds and nobody used it for 90 days. */
  unused: z.boolean(),
};

export const registryTokenViewSchema = z.object({
  ...tokenViewFields,
  scope: registryScopeSchema,
  pattern: z.string().nullable(),
  /** Until when the secret before the last rotation is taken; null when there is none. */
  previousUntil: z.iso.datetime().nullable(),
});
export type RegistryTokenView = z.output<typeof registryTokenViewSchema>;

export const registryTokenListSchema = z.object({
  items: z.array(registryTokenViewSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});
export type RegistryTokenList = z.output<typeof registryTokenListSchema>;

export const listTokensQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The id of the last token of the page before. */
  cursor: z.string().max(100).optional(),
});
export type ListTokensQuery = z.output<typeof listTokensQuerySchema>;

/** The one answer that carries the secret. */
export const mintedRegistryTokenSchema = z.object({ ...registryTokenViewSchema.shape, token: z.string() });
export type MintedRegistryToken = z.output<typeof mintedRegistryTokenSchema>;

export const apiTokenViewSchema = z.object({ ...tokenViewFields, scope: apiScopeSchema });
export type ApiTokenView = z.output<typeof apiTokenViewSchema>;

export const mintedApiTokenSchema = z.object({ ...apiTokenViewSchema.shape, token: z.string() });
export type MintedApiToken = z.output<typeof mintedApiTokenSchema>;
