import type { Role } from "#lib/auth/types.ts";
import { env } from "#lib/env/env.ts";
import type { Mail } from "#lib/net/mail-schema.ts";
import { INVITE_DAYS } from "./member-schema.ts";

type Invitation = { to: string; role: Role; organization: string; invitedBy: string; link: string };

/** What somebody reads who is invited. @param invitation `link` works once, for whoever signs in as `to` */
export function inviteMail({ to, role, organization, invitedBy, link }: Invitation): Mail {
  return {
    to,
    // A name may hold a line separator, which a header must not.
    subject: `Invitation to ${organization}`.replace(/\s+/g, " "),
    lines: [
      `${invitedBy} invites you to ${organization} at ${env().CHARTROOM_PUBLIC_URL}, with the role ${role}.`,
      `The link works once, for ${INVITE_DAYS} days, for ${to} only. If you do not know what this is about, nothing is to be done.`,
    ],
    link: { label: "Accept the invitation", url: link },
  };
}
