import { createHash } from "node:crypto";
import { type AuditEntry, recordAudit } from "#lib/audit/record-audit.ts";
import type { OpenIdPerson } from "#lib/auth/openid/types.ts";
import { personNameSchema } from "#lib/auth/schema.ts";
import type { ProvenPerson } from "#lib/auth/types.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, isUniqueViolation, type Tx } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { newId } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { acceptWaitingInvites, hasWaitingInvite } from "./accept-waiting-invites.ts";
import { settleGroupRoles } from "./settle-group-roles.ts";

/** A sign-in takes ten minutes at most; what came back is remembered for longer than that. */
const SPENT_MS = 30 * 60_000;

export type Arrival = {
  person: OpenIdPerson;
  /** As people know it: "GitHub". */
  provider: string;
  /** Of the sign-in that came back; it is taken once. */
  state: string;
  requestId: string;
};

type Admitted = { userId: string; epoch: number; topics: string[] };

/** @throws Problem "openid_flow_unknown" when this sign-in was taken before, in any process */
async function spend(tx: Tx, state: string): Promise<void> {
  const stateHash = createHash("sha256").update(state).digest("hex");
  const { count } = await tx.spentSignIn.createMany({ data: [{ stateHash }], skipDuplicates: true });
  if (count === 0)
    throw new Problem("openid_flow_unknown", {
      detail: "This sign-in was used before.",
      hint: "Sign in again.",
    });
  await tx.spentSignIn.deleteMany({ where: { at: { lt: addMs(clock.now(), -SPENT_MS) } } });
}

const unknownPerson = ({ person, provider }: Arrival): Problem =>
  new Problem("openid_person_unknown", {
    detail: `You are ${person.email ?? "somebody without an e-mail"} at ${provider}, and nobody here has given you a role.`,
    hint: "Ask an owner or admin of the organization for an invitation to this address, or to map one of your groups to a role. Then sign in again.",
  });

const unverified = ({ person, provider }: Arrival): Problem =>
  new Problem("openid_email_unverified", {
    detail: person.email
      ? `${provider} does not say that ${person.email} is your address, so it cannot tell here who you are.`
      : `${provider} does not tell your e-mail address, so nobody can be recognized by it here.`,
    hint: `Confirm your e-mail address at ${provider}, or choose another primary one there. Then sign in again. Admins: docs/sign-in.md.`,
  });

/** Whether somebody whom nobody knows here gets an account: they are invited, a group gives a role, or the setting says so. */
async function isExpected(tx: Tx, { person }: Arrival): Promise<boolean> {
  if (env().CHARTROOM_OIDC_NEW_PEOPLE !== "off") return true;
  if (person.email !== null && (await hasWaitingInvite(tx, person.email))) return true;
  const groups = [...(person.groups ?? [])];
  return (await tx.groupRole.count({ where: { groupName: { in: groups } }, take: 1 })) > 0;
}

const userColumns = { id: true, name: true, sessionEpoch: true } as const;
type UserRow = { id: string; name: string; sessionEpoch: number };

async function insertUser(tx: Tx, { person }: Arrival, email: string): Promise<UserRow> {
  const name = personNameSchema.safeParse(person.name ?? "").data ?? email.split("@", 1)[0] ?? email;
  return tx.user.create({ data: { id: newId("usr"), email, name }, select: userColumns });
}

/**
 * Whoever this provider's name for a person stands for; the first time, whoever has the e-mail that the provider checked.
 * An account that has a name at this provider already is not handed to another one: addresses pass on, names do not.
 * @throws Problem "openid_email_unverified", "openid_identity_taken", "openid_person_unknown"
 */
async function findOrLink(
  tx: Tx,
  arrival: Arrival,
): Promise<{ user: UserRow; isNew: boolean; isLinked: boolean }> {
  const { issuer, subject, email, isEmailVerified } = arrival.person;
  const known = await tx.openIdIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { user: { select: userColumns } },
  });
  if (known) return { user: known.user, isNew: false, isLinked: false };
  if (email === null || !isEmailVerified) throw unverified(arrival);
  const byEmail = await tx.user.findUnique({
    where: { email },
    select: { ...userColumns, identities: { where: { issuer }, select: { subject: true } } },
  });
  if (byEmail && byEmail.identities.length > 0)
    throw new Problem("openid_identity_taken", {
      detail: `${email} belongs to an account that signs in as somebody else at ${arrival.provider}.`,
      hint: "If that was you under an older account there, ask whoever runs this server to let it go: chartroom user forget-openid.",
    });
  if (!byEmail && !(await isExpected(tx, arrival))) throw unknownPerson(arrival);
  const user = byEmail ?? (await insertUser(tx, arrival, email));
  return { user, isNew: byEmail === null, isLinked: true };
}

/** Of a new person whom no group gives a role: what the setting says, in the default organization. */
async function addToDefault(tx: Tx, user: UserRow, requestId: string): Promise<AuditEntry[]> {
  const { CHARTROOM_OIDC_NEW_PEOPLE: role, CHARTROOM_ORG: slug } = env();
  const org = role === "off" ? null : await tx.org.findUnique({ where: { slug }, select: { id: true } });
  if (!org || role === "off") return [];
  if ((await tx.membership.count({ where: { userId: user.id }, take: 1 })) > 0) return [];
  await tx.membership.create({ data: { orgId: org.id, userId: user.id, role }, select: { role: true } });
  return [
    {
      orgId: org.id,
      actor: { kind: "system", id: "openid", name: "CHARTROOM_OIDC_NEW_PEOPLE" },
      door: "portal",
      requestId,
      action: "member.added",
      subject: { kind: "user", id: user.id, name: user.name },
      details: { before: null, after: { role }, by: "setting" },
    },
  ];
}

/** In the log of each organization that the person belongs to. */
async function linkEntries(tx: Tx, user: UserRow, arrival: Arrival): Promise<AuditEntry[]> {
  const { issuer, subject, email } = arrival.person;
  const orgs = await tx.membership.findMany({ where: { userId: user.id }, select: { orgId: true } });
  return orgs.map(({ orgId }) => ({
    orgId,
    actor: { kind: "user", id: user.id, name: user.name },
    door: "portal",
    requestId: arrival.requestId,
    action: "user.identity-linked",
    subject: { kind: "user", id: user.id, name: user.name },
    details: { issuer, subject, email },
  }));
}

async function admit(tx: Tx, arrival: Arrival): Promise<Admitted> {
  await spend(tx, arrival.state);
  const { issuer, subject, email, isEmailVerified, groups } = arrival.person;
  const { user, isNew, isLinked } = await findOrLink(tx, arrival);
  const said = { email, lastUsedAt: clock.now(), ...(groups === null ? {} : { groups: [...groups] }) };
  await tx.openIdIdentity.upsert({
    where: { issuer_subject: { issuer, subject } },
    create: { issuer, subject, userId: user.id, ...said },
    update: said,
    select: { userId: true },
  });
  const { id: userId, name } = user;
  // An invitation is for an address: only who has it accepts. What it gives is given by hand, and groups lie above it.
  const invited =
    email !== null && isEmailVerified
      ? await acceptWaitingInvites(tx, { id: userId, name, email }, arrival.requestId)
      : [];
  const settled =
    groups === null
      ? { entries: [], topics: [] }
      : await settleGroupRoles(tx, { userId, name, groups, requestId: arrival.requestId });
  const entries = [
    ...invited,
    ...settled.entries,
    ...(isNew ? await addToDefault(tx, user, arrival.requestId) : []),
    ...(isLinked ? await linkEntries(tx, user, arrival) : []),
  ];
  const topics = new Set([...settled.topics, ...entries.map(({ orgId }) => `organization:${orgId}`)]);
  for (const topic of topics) await announceChange(tx, topic);
  // The chains of several organizations are taken in one order, by everybody.
  entries.sort((a, b) => (a.orgId < b.orgId ? -1 : a.orgId > b.orgId ? 1 : 0));
  for (const entry of entries) await recordAudit(tx, entry);
  return { userId, epoch: user.sessionEpoch, topics: [...topics] };
}

/**
 * Lets in whom a provider has signed in: finds or makes the account, and settles what their groups give.
 * @returns the person, for a session
 * @throws Problem "openid_flow_unknown", "openid_email_unverified", "openid_identity_taken"; "openid_person_unknown" for
 *   somebody who has a role in no organization (any more)
 */
export async function admitPerson(arrival: Arrival): Promise<ProvenPerson> {
  const run = () => db().$transaction((tx) => admit(tx, arrival));
  // Of two first sign-ins of one person at once, the second finds what the first has made.
  const admitted = await run().catch((error) => {
    if (isUniqueViolation(error)) return run();
    throw error;
  });
  for (const topic of admitted.topics) applyChangeHere(topic);
  // Asked after the commit: a role that was taken away is gone, also for whoever may not come in any more.
  const roles = await db().membership.count({ where: { userId: admitted.userId }, take: 1 });
  if (roles === 0) throw unknownPerson(arrival);
  return { sub: admitted.userId, epoch: admitted.epoch };
}
