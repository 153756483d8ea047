import { recordAudit } from "#lib/audit/record-audit.ts";
import { hashPassword } from "#lib/auth/hash-password.ts";
import type { SessionClaims } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { hashOneTimeKey } from "./one-time-key.ts";

const unknown = () =>
  new Problem("link_unknown", { hint: "Ask an admin for a new one: a link works once, for seven days." });

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
 * @returns what the person's new session says
 * @throws Problem "link_unknown"
 */
export async function choosePassword(
  key: string,
  password: string,
  requestId: string,
): Promise<SessionClaims> {
  const { userId, name } = await readPasswordLink(key); // Before the password is hashed: a stranger's guess costs nothing.
  const passwordHash = await hashPassword(password);
  return db().$transaction(async (tx) => {
    const { count } = await tx.oneTimeLink.updateMany({
      where: stillGood(key),
      data: { usedAt: clock.now() },
    });
    if (count === 0) throw unknown();
    await tx.oneTimeLink.deleteMany({ where: { userId, purpose: "password", usedAt: null } });
    const { sessionEpoch, memberships } = await tx.user.update({
      where: { id: userId },
      data: { passwordHash, sessionEpoch: { increment: 1 } },
      select: { sessionEpoch: true, memberships: { select: { orgId: true } } },
    });
    for (const { orgId } of memberships)
      await recordAudit(tx, {
        orgId,
        actor: { kind: "user", id: userId, name },
        door: "portal",
        requestId,
        action: "user.password-chosen",
        subject: { kind: "user", id: userId, name },
      });
    return { sub: userId, epoch: sessionEpoch };
  });
}
