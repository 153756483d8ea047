import { z } from "zod";
import { endpoint } from "#lib/http/endpoint.ts";
import {
  changeMemberSchema,
  inviteListSchema,
  inviteMemberSchema,
  listMembersQuerySchema,
  madeInviteSchema,
  memberListSchema,
  memberViewSchema,
  passwordLinkSchema,
  transferOwnershipSchema,
} from "#lib/organization/member-schema.ts";
import { admin } from "./auth.ts";
import { idParams } from "./params.ts";

const group = "Members";
const row = "API-26";

export const listMembers = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-members",
  summary: "List the members of the organization",
  about:
    "By name. `q` finds parts of a name or an e-mail, `role` one role; `counts` says how many there are of each. When somebody was here last is told to admins.",
  auth: { session: true, token: "read" },
  query: listMembersQuerySchema,
  answers: { 200: { means: "A page of members", schema: memberListSchema } },
  errors: ["input_invalid", "scope_missing"],
});

export const inviteMember = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-members",
  summary: "Invite a member",
  about:
    "Makes a link that works once, for seven days, for whoever signs in with this e-mail or makes an account for it. The answer is the only place where the link is told; where e-mail is set up it is sent, too, to 200 a day and 5 times to one e-mail at most. An open invitation of the same e-mail ends. Admins invite up to admins, owners everybody.",
  auth: admin,
  body: inviteMemberSchema,
  answersSecret: true,
  answers: { 201: { means: "The invitation, with its link", schema: madeInviteSchema } },
  errors: ["input_invalid", "member_exists", "invites_throttled", "role_missing", "scope_missing"],
  example: { body: { email: "ada@example.com", role: "member" } },
});

export const changeMember = endpoint({
  row,
  group,
  method: "PATCH",
  path: "/org-members/{id}",
  summary: "Give a member another role",
  about: "It holds from their next request on. Admins change roles up to admin, owners all.",
  auth: admin,
  params: idParams,
  body: changeMemberSchema,
  answers: { 200: { means: "The member", schema: memberViewSchema } },
  errors: ["member_unknown", "last_owner", "input_invalid", "role_missing", "scope_missing"],
  example: { body: { role: "admin" } },
});

export const removeMember = endpoint({
  row,
  group,
  method: "DELETE",
  path: "/org-members/{id}",
  summary: "Remove a member, or leave",
  about:
    "Their access, their API tokens and their open invitations end at once; what they published and the organization's registry tokens stay. Oneself: whoever is signed in leaves.",
  // Whoever leaves need not be an admin: the room says who may remove whom.
  auth: admin,
  params: idParams,
  answers: { 204: { means: "Removed" } },
  errors: ["member_unknown", "last_owner", "role_missing", "scope_missing"],
});

export const transferOwnership = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-members/{id}/ownership",
  summary: "Hand the ownership over to a member",
  about:
    "Makes them an owner and oneself an admin. `organization` is its slug, typed to confirm. A person does it in the browser.",
  auth: { session: true },
  params: idParams,
  body: transferOwnershipSchema,
  answers: { 200: { means: "The new owner", schema: memberViewSchema } },
  errors: ["member_unknown", "input_invalid", "role_missing", "scope_missing"],
  example: { body: { organization: "northgate" } },
});

/** No fields: the address says it all. */
const nothing = z.strictObject({});

export const makePasswordLink = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-members/{id}/password-link",
  summary: "Make a link with which a member chooses a new password",
  about:
    "For who has forgotten it. It works once, for a day, and the answer is the only place where it is told; their password and sessions stay until it is used. Admins make it for members up to admins, owners for everybody; nobody for who is in another organization, too. A person does it in the browser.",
  auth: { session: true },
  params: idParams,
  body: nothing,
  answersSecret: true,
  answers: { 201: { means: "The link", schema: passwordLinkSchema } },
  errors: [
    "member_unknown",
    "account_shared",
    "password_sign_in_off",
    "input_invalid",
    "role_missing",
    "scope_missing",
  ],
  example: { body: {} },
});

export const resetSecondFactor = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-members/{id}/reset-second-factor",
  summary: "Take a member's second factor away",
  about:
    "For who has lost the app and the recovery codes. Their sessions end, and they are told by mail where this server sends it. Owners do it in the browser, not for who is in another organization, too.",
  auth: { session: true },
  params: idParams,
  body: nothing,
  answers: { 200: { means: "The member", schema: memberViewSchema } },
  errors: [
    "member_unknown",
    "account_shared",
    "second_factor_unknown",
    "input_invalid",
    "role_missing",
    "scope_missing",
  ],
  example: { body: {} },
});

export const listInvites = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-invites",
  summary: "List open invitations",
  about: "Newest first, with those that have expired. Their links are told to nobody any more.",
  auth: admin,
  answers: { 200: { means: "The invitations", schema: inviteListSchema } },
  errors: ["role_missing", "scope_missing"],
});

export const revokeInvite = endpoint({
  row,
  group,
  method: "DELETE",
  path: "/org-invites/{id}",
  summary: "Revoke an invitation",
  about: "Its link works no more.",
  auth: admin,
  params: idParams,
  answers: { 204: { means: "Revoked; again is success" } },
  errors: ["invite_unknown", "role_missing", "scope_missing"],
});

export const memberEndpoints = [
  listMembers,
  inviteMember,
  changeMember,
  removeMember,
  transferOwnership,
  makePasswordLink,
  resetSecondFactor,
  listInvites,
  revokeInvite,
];
