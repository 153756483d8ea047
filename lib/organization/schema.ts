import { z } from "zod";
import { emailSchema, passwordSchema, personNameSchema } from "#lib/auth/schema.ts";
import { roleSchema } from "#lib/auth/types.ts";
import { orgSlugSchema } from "#lib/ids/name-schemas.ts";

export const organizationNameSchema = z
  .string()
  .trim()
  .min(1, "Give the organization a name.")
  .max(100, "Use at most 100 characters.")
  .regex(/^[^\p{C}]*$/u, "Use visible characters only.");

/** Who publishes: members and above, or admins and above (ROLE-2). */
export const PUBLISH_ROLES = ["member", "admin"] as const;

/** The rules that an organization adds to the gates of every door. */
const publishRules = {
  semverOnly: z.boolean().describe("Versions of every kind are SemVer, without exception"),
  notesNeeded: z.boolean().describe("A version has release notes"),
  publishRole: z
    .enum(PUBLISH_ROLES)
    .describe("The lowest role that publishes; push tokens are made by admins"),
};

const requireSecondFactor = z
  .boolean()
  .describe("Who signs in with a password has two-factor sign-in on, or sees nothing of the organization");

const tokenMaxDays = z
  .number()
  .int()
  .min(1, "At least one day.")
  .max(3650, "At most 3650 days.")
  .nullable()
  .describe("Days that a token lasts at most; null: as long as one likes");

export const changeOrganizationSchema = z
  .strictObject({
    name: organizationNameSchema,
    slug: orgSlugSchema,
    defaultVisibility: z.enum(["private", "public"]),
    ...publishRules,
    tokenMaxDays,
    requireSecondFactor,
  })
  .partial();
export type ChangeOrganizationInput = z.output<typeof changeOrganizationSchema>;

export const organizationSettingsSchema = z.object({
  name: z.string(),
  slug: z.string(),
  /** Slugs that it had before: addresses with them lead here, and nobody else gets them. */
  formerSlugs: z.array(z.string()),
  /** Of new artifacts whose project says nothing. */
  defaultVisibility: z.enum(["private", "public"]),
  ...publishRules,
  tokenMaxDays,
  requireSecondFactor,
  /** Members whom that holds back, or would; null: not told to whoever asks. */
  withoutSecondFactor: z.number().int().nullable(),
  /** sha256 of the logo, hex. */
  logo: z.string().nullable(),
  createdAt: z.iso.datetime(),
  memberCount: z.number().int(),
  permissions: z.object({
    /** Name and slug, and whether two-factor sign-in is asked for. */
    rename: z.boolean(),
    /** Everything else. */
    change: z.boolean(),
  }),
});
export type OrganizationSettings = z.output<typeof organizationSettingsSchema>;

/** Images that no browser runs, whatever is in them; SVG is none of them. */
export const LOGO_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
export const MAX_LOGO_BYTES = 256 * 1024;

/** Where a browser reads a logo; another logo has another address. @param digest of the logo */
export const logoAddress = (slug: string, digest: string) =>
  `/api/v2/org/logo?org=${encodeURIComponent(slug)}&v=${digest.slice(0, 16)}`;

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
