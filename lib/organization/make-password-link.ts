import { recordAudit } from "#lib/audit/record-audit.ts";
import { requirePasswordSignIn } from "#lib/auth/sign-in-ways.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { insertPasswordLink, type PasswordLink } from "./insert-password-link.ts";
import { requireGuardian } from "./require-guardian.ts";

const LINK_MS = 24 * 3600_000;

/**
 * A link for a member who has forgotten the password, to be handed on by who asks: it works once, for a day. The password
 * and the sessions there are stay until it is used.
 * @throws Problem "role_missing", "member_unknown", "account_shared"
 */
export async function makePasswordLink(viewer: Viewer, userId: string): Promise<PasswordLink> {
  requirePasswordSignIn();
  const person = await requireGuardian(viewer, userId, "make a link for a member");
  return db().$transaction(async (tx) => {
    const link = await insertPasswordLink(tx, userId, LINK_MS);
    await recordAudit(tx, {
      ...viewer,
      action: "user.password-link-made",
      subject: { kind: "user", id: userId, name: person.email },
    });
    return link;
  });
}
