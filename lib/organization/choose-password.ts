import { passwordChangedMail } from "#lib/auth/account-mails.ts";
import { auditPerson } from "#lib/auth/audit-person.ts";
import { hashPassword } from "#lib/auth/hash-password.ts";
import { raiseEpoch } from "#lib/auth/raise-epoch.ts";
import { sendMailLater } from "#lib/auth/send-mail-later.ts";
import { requirePasswordSignIn } from "#lib/auth/sign-in-ways.ts";
import type { ProvenPerson } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { hashOneTimeKey } from "./one-time-key.ts";

const unknown = () =>
  new Problem("link_unknown", { hint: "Ask for a new one: a link works once, and only for a while." });

const stillGood = (key: string) => ({
  hash: hashOneTimeKey(key),
  purpose: "password",
  usedAt: null,
  expiresAt: { gt: clock.now() },
});

/** Whose password a link chooses. @throws Problem "link_unknown" when it was used, has expired or never was */
export async function readPasswordLink(
  key: string,
): Promise<{ userId: string; email: string; name: string }> {
  requirePasswordSignIn();
  const link = await db().oneTimeLink.findFirst({ where: stillGood(key), select: { userId: true } });
  const user =
    link?.userId &&
    (await db().user.findUnique({
      where: { id: link.userId },
      select: { id: true, email: true, name: true },
    }));
  if (!user) throw unknown();
  return { userId: user.id, email: user.email, name: user.name };
}

/**
 * Sets a password by a link, spends it with all others of this person, and ends the sessions there were.
 * @returns the person, for their new session
 * @throws Problem "link_unknown"
 */
export async function choosePassword(
  key: string,
  password: string,
  requestId: string,
): Promise<ProvenPerson> {
  const { userId, name, email } = await readPasswordLink(key); // Before the password is hashed: a stranger's guess costs nothing.
  const passwordHash = await hashPassword(password);
  return db().$transaction(async (tx) => {
    const { count } = await tx.oneTimeLink.updateMany({
      where: stillGood(key),
      data: { usedAt: clock.now() },
    });
    if (count === 0) throw unknown();
    await tx.oneTimeLink.deleteMany({ where: { userId, purpose: "password", usedAt: null } });
    await tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } });
    const person = await raiseEpoch(tx, userId);
    await sendMailLater(tx, passwordChangedMail(email));
    const actor = { kind: "user", id: userId, name };
    await auditPerson(tx, { actor, door: "portal", requestId, action: "user.password-chosen", userId });
    return person;
  });
}
