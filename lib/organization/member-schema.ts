import { z } from "zod";
import { emailSchema, passwordSchema, personNameSchema } from "#lib/auth/schema.ts";
import { roleSchema } from "#lib/auth/types.ts";
import { orgSlugSchema } from "#lib/ids/name-schemas.ts";
import { organizationNameSchema } from "./schema.ts";

/** An invitation works for so long. */
export const INVITE_DAYS = 7;
/** What the page shows of a long list; the search finds the others. */
export const SHOWN_MEMBERS = 200;

export const memberViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  joinedAt: z.iso.datetime(),
  /** When a session of theirs was last used, to some minutes; null: never, or not told to whoever asks. */
  lastSeenAt: z.iso.datetime().nullable(),
  /** Whether signing in with a password asks them for a code; null: not told to whoever asks. */
  hasSecondFactor: z.boolean().nullable(),
  /** How the account is guarded beside a password: by an app's codes, by its provider, or not; null: not told. */
  guard: z.enum(["app", "provider", "none"]).nullable(),
});
export type MemberView = z.output<typeof memberViewSchema>;

export const memberListSchema = z.object({
  items: z.array(memberViewSchema),
  nextCursor: z.string().nullable(),
  /** Of those that match. */
  total: z.number().int(),
  /** Of each role, whatever is searched for. */
  counts: z.record(roleSchema, z.number().int()),
  /** Members with guard `none`, whatever is searched for; null: not told to whoever asks. */
  withoutSecondFactor: z.number().int().nullable(),
});
export type MemberList = z.output<typeof memberListSchema>;

export const listMembersQuerySchema = z.object({
  /** Part of a name or e-mail. */
  q: z.string().max(200).optional(),
  role: roleSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(100).optional(),
});
export type ListMembersQuery = z.output<typeof listMembersQuerySchema>;

export const changeMemberSchema = z.strictObject({ role: roleSchema });
export type ChangeMemberInput = z.output<typeof changeMemberSchema>;

export const transferOwnershipSchema = z.strictObject({
  /** The slug of the organization, typed by whoever hands it over. */
  organization: z.string().max(100),
});
export type TransferOwnershipInput = z.output<typeof transferOwnershipSchema>;

export const inviteMemberSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export type InviteMemberInput = z.output<typeof inviteMemberSchema>;

export const inviteViewSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: roleSchema,
  invitedBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  state: z.enum(["pending", "expired"]),
});
export type InviteView = z.output<typeof inviteViewSchema>;

export const inviteListSchema = z.object({ items: z.array(inviteViewSchema), total: z.number().int() });
export type InviteList = z.output<typeof inviteListSchema>;

/** The one answer that has the link. */
export const madeInviteSchema = z.object({
  ...inviteViewSchema.shape,
  link: z.string(),
  /** Whether it is on its way by e-mail. */
  mailed: z.boolean(),
});
export type MadeInvite = z.output<typeof madeInviteSchema>;

/** The one answer that has the link. */
export const passwordLinkSchema = z.object({ link: z.string(), expiresAt: z.iso.datetime() });

/** What somebody without an account says who follows an invitation. */
export const joinSchema = z.object({ name: personNameSchema, password: passwordSchema });
export type JoinInput = z.output<typeof joinSchema>;

export const createOrganizationSchema = z.strictObject({ name: organizationNameSchema, slug: orgSlugSchema });
export type CreateOrganizationInput = z.output<typeof createOrganizationSchema>;

/** One of the organizations that somebody is a member of. */
export const organizationEntrySchema = z.object({ slug: z.string(), name: z.string(), role: roleSchema });
export type OrganizationEntry = z.output<typeof organizationEntrySchema>;

export const organizationListSchema = z.object({ items: z.array(organizationEntrySchema) });
export type OrganizationList = z.output<typeof organizationListSchema>;
