import { z } from "zod";
import { type ApiScope, apiScopeSchema, registryScopeSchema, roleSchema } from "#lib/auth/types.ts";
import { tokenPatternSchema } from "#lib/ids/repository-pattern.ts";

/** A token whose end is nearer than this is shown as expiring (CAT-31). */
export const EXPIRING_DAYS = 14;
/** A token that nobody used for this long is shown as unused (CAT-31). */
export const UNUSED_DAYS = 90;
/** A rotated secret may stay valid for at most this long (GOH-60). */
export const MAX_OVERLAP_DAYS = 7;
/** More than any client sends in a minute. */
const MAX_BUDGET = 100_000;
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
  /** One pattern, or several with commas between them. Absent: every repository of the organization. */
  pattern: tokenPatternSchema.nullish(),
  /** Absent: it does not expire. */
  expiresIn: durationSchema.nullish(),
  /** Requests to the registry, beside the limit of the address (NB-28). Absent: no budget of its own. */
  requestsPerMinute: z
    .number()
    .int("Use a whole number.")
    .min(1, "Use at least 1.")
    .max(MAX_BUDGET, `Use at most ${MAX_BUDGET}.`)
    .nullish(),
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

/** What registry tokens may be made with an API token (GL-14). */
export const mintLimitsSchema = z.strictObject({
  /** At most this scope: pull+push lets it make all three. */
  scope: registryScopeSchema,
  /** At most what this reaches. Absent: every repository of the organization. */
  pattern: tokenPatternSchema.nullish(),
  /** For at most so long. */
  maxExpiresIn: durationSchema,
});
export type MintLimits = z.output<typeof mintLimitsSchema>;

export const createApiTokenSchema = z.strictObject({
  name: tokenNameSchema,
  scope: apiScopeSchema,
  expiresIn: durationSchema.nullish(),
  /** For a service account in place of whoever makes it. */
  serviceAccount: z.boolean().optional(),
  /** Absent: it makes none, unless its scope is admin. */
  mint: mintLimitsSchema.nullish(),
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
  /** From which address; null: not known. */
  lastUsedAddress: z.string().nullable(),
  /** With which client, in words: "helm 3.22.0"; null: it did not say. */
  lastUsedClient: z.string().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  revokedBy: z.string().nullable(),
  state: tokenStateSchema,
  /** Whether it holds and nobody used it for 90 days. */
  unused: z.boolean(),
  /** Whether it holds for longer than the organization lets a token made now. */
  overMaximum: z.boolean(),
  /** Until when the secret before the last rotation is taken; null when there is none. */
  previousUntil: z.iso.datetime().nullable(),
  /** The API token that it was made with, and ends with; null: a person or the command line made it. */
  madeWith: z.object({ id: z.string(), name: z.string() }).nullable(),
};

export const registryTokenViewSchema = z.object({
  ...tokenViewFields,
  scope: registryScopeSchema,
  pattern: z.string().nullable(),
  /** Its own budget of requests; null: none. */
  requestsPerMinute: z.number().int().nullable(),
});
export type RegistryTokenView = z.output<typeof registryTokenViewSchema>;

export const registryTokenListSchema = z.object({
  items: z.array(registryTokenViewSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});
export type RegistryTokenList = z.output<typeof registryTokenListSchema>;

/** What lists can be narrowed to; `active` is everything that is taken (CAT-31). */
export const tokenFilterSchema = z.enum([
  "active",
  "expiring",
  "unused",
  "over-maximum",
  "expired",
  "revoked",
]);
export type TokenFilter = z.output<typeof tokenFilterSchema>;

export const listTokensQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The id of the last token of the page before. */
  cursor: z.string().max(100).optional(),
  state: tokenFilterSchema.optional(),
  /** Made by people and the command line, or with API tokens (GL-14). */
  made: z.enum(["by-hand", "by-token"]).optional(),
});
export type ListTokensQuery = z.output<typeof listTokensQuerySchema>;

/** The one answer that carries the secret. */
export const mintedRegistryTokenSchema = z.object({ ...registryTokenViewSchema.shape, token: z.string() });
export type MintedRegistryToken = z.output<typeof mintedRegistryTokenSchema>;

export const apiTokenViewSchema = z.object({
  ...tokenViewFields,
  scope: apiScopeSchema,
  owner: z.object({
    kind: z.enum(["person", "service-account"]),
    /** Of the person; of a service account the token's name. */
    name: z.string(),
    isYou: z.boolean(),
  }),
  /** The role that keeps it below its scope: that of who made it. Null: nothing does; "none": they have left. */
  loweredTo: z.enum([...roleSchema.options, "none"]).nullable(),
  mint: z
    .object({
      scope: registryScopeSchema,
      pattern: z.string().nullable(),
      maxExpiresIn: z.string(),
    })
    .nullable(),
});
export type ApiTokenView = z.output<typeof apiTokenViewSchema>;

/** What the viewer may make: scopes, and tokens of service accounts. */
export type ApiTokenRights = { scopes: ApiScope[]; serviceAccounts: boolean };

export const apiTokenListSchema = z.object({
  items: z.array(apiTokenViewSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});
export type ApiTokenList = z.output<typeof apiTokenListSchema>;

export const mintedApiTokenSchema = z.object({ ...apiTokenViewSchema.shape, token: z.string() });
export type MintedApiToken = z.output<typeof mintedApiTokenSchema>;

export const reachQuerySchema = z.object({ pattern: tokenPatternSchema.optional() });
export type ReachQuery = z.output<typeof reachQuerySchema>;

/** Repositories that hold something and that a pattern reaches: the first by name, and how many there are. */
export const reachSchema = z.object({ items: z.array(z.string()), total: z.number().int() });
export type Reach = z.output<typeof reachSchema>;
