import { auditPerson } from "#lib/auth/audit-person.ts";
import type { ProvenPerson, Viewer } from "#lib/auth/types.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db, type Tx } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { newId } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { hashOneTimeKey, makeOneTimeKey } from "./one-time-key.ts";

const MINUTES = 15;

const stillGood = (key: string) => ({
  hash: hashOneTimeKey(key),
  purpose: "sign-in",
  usedAt: null,
  expiresAt: { gt: clock.now() },
});

/** A member of the operator's organization. @throws Problem "member_unknown" */
async function findMember(tx: Tx, { orgId }: Viewer, email: string): Promise<{ id: string; name: string }> {
  const user = await tx.user.findFirst({
    where: { email, memberships: { some: { orgId } } },
    select: { id: true, name: true },
  });
  if (user) return user;
  throw new Problem("member_unknown", { detail: `${email} is no member of this organization.` });
}

/**
 * A link that signs a member in once, for the operator at the command line: the way in where a provider does not let its own
 * people pass any more.
 * @throws Problem "role_missing" for anybody but the command line, "member_unknown"
 */
export async function makeSignInLink(
  operator: Viewer,
  email: string,
): Promise<{ url: string; expiresAt: Date }> {
  requireOperator(operator);
  const key = makeOneTimeKey();
  const expiresAt = addMs(clock.now(), MINUTES * 60_000);
  await db().$transaction(async (tx) => {
    const { id: userId } = await findMember(tx, operator, email);
    await tx.oneTimeLink.deleteMany({ where: { userId, purpose: "sign-in", usedAt: null } });
    await tx.oneTimeLink.create({
      data: { id: newId("lnk"), hash: hashOneTimeKey(key), purpose: "sign-in", userId, expiresAt },
      select: { id: true },
    });
    await auditPerson(tx, { ...operator, action: "user.sign-in-link-made", userId });
  });
  return { url: `${env().CHARTROOM_PUBLIC_URL}/sign-in/link?key=${key}`, expiresAt };
}

const unknownLink = () =>
  new Problem("link_unknown", {
    hint: `Whoever runs this server makes a new one: it works once, for ${MINUTES} minutes.`,
  });

/** Whom a link signs in; it is not spent by looking. @throws Problem "link_unknown" */
export async function readSignInLink(key: string): Promise<{ userId: string; name: string; email: string }> {
  const link = await db().oneTimeLink.findFirst({ where: stillGood(key), select: { userId: true } });
  const user =
    link?.userId &&
    (await db().user.findUnique({
      where: { id: link.userId },
      select: { id: true, name: true, email: true },
    }));
  if (!user) throw unknownLink();
  return { userId: user.id, name: user.name, email: user.email };
}

/** Spends a link. @returns the person, for a session @throws Problem "link_unknown" */
export async function takeSignInLink(key: string): Promise<ProvenPerson> {
  const { userId } = await readSignInLink(key);
  return db().$transaction(async (tx) => {
    const { count } = await tx.oneTimeLink.updateMany({
      where: stillGood(key),
      data: { usedAt: clock.now() },
    });
    if (count === 0) throw unknownLink();
    const { sessionEpoch } = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { sessionEpoch: true },
    });
    return { sub: userId, epoch: sessionEpoch };
  });
}

/**
 * Lets go what providers call a member: at the next sign-in the account is found by verified e-mail again.
 * @returns how many names were let go
 * @throws Problem "role_missing" for anybody but the command line, "member_unknown"
 */
export async function forgetIdentities(operator: Viewer, email: string): Promise<number> {
  requireOperator(operator);
  return db().$transaction(async (tx) => {
    const { id: userId } = await findMember(tx, operator, email);
    const rows = await tx.openIdIdentity.findMany({
      where: { userId },
      select: { issuer: true, subject: true },
    });
    if (rows.length === 0) return 0;
    await tx.openIdIdentity.deleteMany({ where: { userId } });
    const details = { before: rows };
    await auditPerson(tx, { ...operator, action: "user.identity-forgotten", userId, details });
    return rows.length;
  });
}

/** No door but the command line: who may use it, may read the database too. */
function requireOperator({ door }: Viewer): void {
  if (door !== "cli") throw new Problem("role_missing", { detail: "This is done at the command line." });
}
