import { z } from "zod";
import { cleanRegistry, cleanRepository } from "#lib/ids/registry-place.ts";

/** A test that is older says nothing any more (CAT-32). */
export const STALE_DAYS = 30;

/** What people paste becomes host and path (GOH-62). */
const registrySchema = z
  .string()
  .max(500, "Use at most 500 characters.")
  .transform((text, context) => {
    const place = cleanRegistry(text);
    if (typeof place !== "string") return place;
    context.addIssue(place);
    return z.NEVER;
  });

const repositorySchema = z
  .string()
  .max(500, "Use at most 500 characters.")
  .transform((text, context) => {
    const name = cleanRepository(text);
    if (name !== null) return name;
    context.addIssue("Give a repository without its tag, such as acme/charts/web.");
    return z.NEVER;
  });

const usernameSchema = z
  .string()
  .trim()
  .min(1, "Give the user name, or the access key id.")
  .max(256, "Use at most 256 characters.")
  .regex(/^[^\p{Cc}:]*$/u, "A user name has neither a colon nor invisible characters.");

const passwordSchema = z
  .string()
  .min(1, "Give the password or token.")
  .max(16_384, "Use at most 16,384 characters.")
  .regex(/^\P{Cc}*$/u, "A password has no line breaks and no invisible characters.");

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
const caSchema = z
  .string()
  .max(100_000, "Use at most 100,000 characters.")
  .refine(
    (text) => text.trim() === "" || text.match(CERTIFICATE) !== null,
    "Paste certificates as PEM: -----BEGIN CERTIFICATE-----",
  )
  .refine((text) => !text.includes("PRIVATE KEY"), "Paste the certificate only, never a private key.");

export const createCredentialSchema = z.strictObject({
  /** A host as people paste it; a path that is written without a scheme is kept: `ghcr.io/acme`. */
  host: registrySchema,
  username: usernameSchema,
  password: passwordSchema,
  /** Certificates of authorities, as PEM, that count for this host. */
  ca: caSchema.optional(),
});
export type CreateCredentialInput = z.output<typeof createCredentialSchema>;
/** What a form sends: not yet cleaned. */
export type CredentialForm = z.input<typeof createCredentialSchema>;

export const changeCredentialSchema = z
  .strictObject({
    username: usernameSchema.optional(),
    /** Replaces the one that is kept; absent: it stays. */
    password: passwordSchema.optional(),
    ca: caSchema.optional(),
  })
  .refine((input) => Object.values(input).some((value) => value !== undefined), "Change something.");
export type ChangeCredentialInput = z.output<typeof changeCredentialSchema>;

export const testUnsavedSchema = z.strictObject({
  ...createCredentialSchema.shape,
  /** Whose tags are listed and of which one manifest is read. */
  repository: repositorySchema.optional(),
});
export type TestUnsavedInput = z.output<typeof testUnsavedSchema>;
export type TestUnsavedForm = z.input<typeof testUnsavedSchema>;

export const testSavedSchema = z.strictObject({ repository: repositorySchema.optional() });
export type TestSavedInput = z.output<typeof testSavedSchema>;

export const TEST_STEPS = ["name", "tls", "challenge", "login", "tags", "manifest", "clock"] as const;
export type TestStep = (typeof TEST_STEPS)[number];

export const testLineSchema = z.object({
  step: z.enum(TEST_STEPS),
  /** caution: it works, but not for long or not quite. */
  state: z.enum(["passed", "caution", "failed", "not-tried"]),
  /** A word for programs: `name-unknown`, `tls-expired`, `login-refused`. Null where it passed. */
  cause: z.string().nullable(),
  /** What was found, in words. */
  says: z.string(),
  /** What to do about it. */
  advice: z.string().nullable(),
  ms: z.number().nullable(),
});
export type TestLine = z.output<typeof testLineSchema>;

export const rateHeadroomSchema = z.object({
  limit: z.number(),
  remaining: z.number(),
  /** Seconds that the limit counts for, where the registry tells. */
  windowSeconds: z.number().nullable(),
});
export type RateHeadroom = z.output<typeof rateHeadroomSchema>;

export const testResultSchema = z.object({
  state: z.enum(["ok", "failed"]),
  testedAt: z.iso.datetime(),
  ms: z.number(),
  repository: z.string().nullable(),
  lines: z.array(testLineSchema),
  /** As the registry states it; null where it does not. */
  rateLimit: rateHeadroomSchema.nullable(),
});
export type TestResult = z.output<typeof testResultSchema>;

export const credentialStateSchema = z.enum(["not-tested", "ok", "failed", "stale"]);
export type CredentialState = z.output<typeof credentialStateSchema>;

export const credentialViewSchema = z.object({
  id: z.string(),
  /** Host and path: `ghcr.io/acme`. */
  name: z.string(),
  host: z.string(),
  /** Null: every repository of the host. */
  path: z.string().nullable(),
  username: z.string(),
  /** When the password was entered; it is never told. */
  passwordSetAt: z.iso.datetime(),
  ca: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  state: credentialStateSchema,
  lastTest: testResultSchema.nullable(),
  /** Names of what uses it. */
  usedBy: z.array(z.string()),
});
export type CredentialView = z.output<typeof credentialViewSchema>;

export const credentialListSchema = z.object({
  items: z.array(credentialViewSchema),
  total: z.number().int(),
});
export type CredentialList = z.output<typeof credentialListSchema>;
