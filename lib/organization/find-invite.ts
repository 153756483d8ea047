import { type Role, roleSchema } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { hashOneTimeKey } from "./one-time-key.ts";

export const inviteRefused = () =>
  new Problem("link_unknown", {
    hint: "Ask an admin of the organization for a new one: an invitation works once, for seven days.",
  });

/** What is open at this moment. */
export const isOpen = () => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: clock.now() } });

export type FoundInvite = {
  id: string;
  orgId: string;
  orgSlug: string;
  orgName: string;
  email: string;
  role: Role;
  invitedByName: string;
};

/** Whom an invitation's link is for, and to what. @throws Problem "link_unknown" when it was used, revoked or has expired */
export async function findInvite(key: string): Promise<FoundInvite> {
  const invite = await db().invite.findFirst({
    where: { hash: hashOneTimeKey(key), ...isOpen() },
    select: {
      id: true,
      orgId: true,
      email: true,
      role: true,
      invitedByName: true,
      org: { select: { slug: true, name: true } },
    },
  });
  if (!invite) throw inviteRefused();
  const { org, ...rest } = invite;
  return { ...rest, role: roleSchema.parse(invite.role), orgSlug: org.slug, orgName: org.name };
}

/** Whether somebody has an account with the e-mail of an invitation, and so signs in rather than makes one. */
export async function hasAccount(email: string): Promise<boolean> {
  return (await db().user.count({ where: { email } })) > 0;
}
