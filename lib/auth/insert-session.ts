import { addMs, clock } from "#lib/clock/clock.ts";
import { db, type Tx } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { auditPerson } from "./audit-person.ts";
import type { RequestFacts } from "./request-facts.ts";
import { sayClient } from "./say-client.ts";
import { SESSION_SECONDS } from "./session-cookie.ts";
import type { ProvenPerson, SessionClaims, SignInMethod } from "./types.ts";

/** So long a session that is over is kept, for who looks into what happened. */
const KEPT_MS = 30 * 86_400_000;

/** Holds the person's row: a password that is changed at this moment comes before or after, never between. */
async function lockPerson(tx: Tx, { sub, epoch }: ProvenPerson): Promise<{ id: string; name: string }> {
  const [person] = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT "id", "name" FROM "User" WHERE "id" = ${sub} AND "sessionEpoch" = ${epoch} FOR SHARE`;
  if (person) return person;
  throw new Problem("sign_in_failed", {
    detail: "Your sessions were ended while you signed in.",
    hint: "Sign in again.",
  });
}

/** No caller can forget the second factor. The provider of OpenID Connect asks for its own. */
async function requireCodeShown(tx: Tx, person: ProvenPerson, how: SignInMethod): Promise<void> {
  if (how === "openid" || person.hasShownCode) return;
  const where = { userId: person.sub, confirmedAt: { not: null } };
  if ((await tx.secondFactor.count({ where })) > 0) throw new Problem("code_needed");
}

/**
 * A row for one sign-in. Always a new one: a session that somebody else has put into this browser is not taken over.
 * @param before the session that this browser had; it ends where it was this person's
 * @throws Problem "sign_in_failed" when the person's sessions were ended since they proved who they are, "code_needed" when
 *   a second factor was not shown
 */
export async function insertSession(
  person: ProvenPerson,
  how: SignInMethod,
  facts: Omit<RequestFacts, "path">,
  before: string | null,
): Promise<SessionClaims> {
  const sid = newId("ses");
  const now = clock.now();
  const { sub: userId, epoch } = person;
  const client = sayClient(facts.userAgent);
  await db().$transaction(async (tx) => {
    const { name } = await lockPerson(tx, person);
    await requireCodeShown(tx, person, how);
    if (before)
      await tx.session.updateMany({ where: { id: before, userId, endedAt: null }, data: { endedAt: now } });
    const long = addMs(now, -KEPT_MS);
    await tx.session.deleteMany({
      where: { userId, OR: [{ endedAt: { lt: long } }, { expiresAt: { lt: long } }] },
    });
    const expiresAt = addMs(now, SESSION_SECONDS * 1000);
    const { address, requestId } = facts;
    await tx.session.create({
      data: { id: sid, userId, how, client, address, createdAt: now, seenAt: now, expiresAt },
      select: { id: true },
    });
    const actor = { kind: "user", id: userId, name };
    const details = { how };
    await auditPerson(tx, { actor, door: "portal", requestId, action: "user.signed-in", userId, details });
  });
  return { sub: userId, epoch, sid };
}
