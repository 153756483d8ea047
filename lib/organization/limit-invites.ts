import { addMs } from "#lib/clock/clock.ts";
import type { Tx } from "#lib/db/database.ts";
import { isMailSetUp } from "#lib/net/send-mail.ts";
import { Problem } from "#lib/problems/problem.ts";

const DAY_MS = 86_400_000;
/** Invitations that one organization mails in a day; and to one e-mail, whoever invites it again and again. */
const MAILED_A_DAY = 200;
const MAILED_TO_ONE_A_DAY = 5;

/** The oldest of as many as are allowed: when it is a day old, there is room for one more. */
async function findOldest(tx: Tx, where: object, now: Date, most: number): Promise<Date | null> {
  const rows = await tx.invite.findMany({
    where: { ...where, createdAt: { gt: addMs(now, -DAY_MS) } },
    select: { createdAt: true },
    orderBy: { createdAt: "desc" },
    take: most,
  });
  return rows.length < most ? null : (rows.at(-1)?.createdAt ?? null);
}

function throttled(detail: string, oldest: Date, now: Date): Problem {
  const seconds = Math.max(1, Math.ceil((oldest.getTime() + DAY_MS - now.getTime()) / 1000));
  return new Problem("invites_throttled", { detail, headers: { "Retry-After": String(seconds) } });
}

/**
 * Nobody uses this server to flood strangers with mail. Where it sends none there is no limit. The caller holds the members, so
 * that many at once are counted one by one.
 * @throws Problem "invites_throttled"
 */
export async function requireMailLeft(tx: Tx, orgId: string, email: string, now: Date): Promise<void> {
  if (!isMailSetUp()) return;
  const ofAll = await findOldest(tx, { orgId }, now, MAILED_A_DAY);
  if (ofAll)
    throw throttled(
      `the organization has invited ${MAILED_A_DAY} people in a day, and each gets a mail`,
      ofAll,
      now,
    );
  const ofOne = await findOldest(tx, { orgId, email }, now, MAILED_TO_ONE_A_DAY);
  if (ofOne) throw throttled(`${email} was invited ${MAILED_TO_ONE_A_DAY} times in a day`, ofOne, now);
}
