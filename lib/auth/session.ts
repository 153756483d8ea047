import type { Route } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { ORGANIZATION_COOKIE, organizationOf } from "./asked-organization.ts";
import { noteSeen } from "./note-seen.ts";
import { chooseMembership, findPerson, type Membership, type SignedInPerson } from "./queries.ts";
import { requestFacts } from "./request-facts.ts";
import { openSession, sessionCookieName } from "./session-cookie.ts";
import type { PersonAsking, Viewer } from "./types.ts";
import { anonymousViewer, personViewer, refuseHeldBack } from "./viewer.ts";

/** Whose session this browser has, whatever organization they look at; null when nobody is signed in. Asked once a request. */
export const signedInPerson = cache(async (): Promise<SignedInPerson | null> => {
  const claims = await sessionClaims();
  const person = claims && (await findPerson(claims));
  if (person) noteSeen(claims.sid, person.seenAt, (await requestFacts()).address);
  return person;
});

/** What the person is in the organization that this request is about; null for strangers there. */
const membershipHere = cache(async (): Promise<Membership | null> => {
  const { requestId, path } = await requestFacts();
  const asked = organizationOf(path);
  const person = await signedInPerson();
  if (!person) return null;
  const kept = (await cookies()).get(ORGANIZATION_COOKIE)?.value ?? null;
  const own = chooseMembership(person.memberships, asked ?? kept);
  if (own && (asked === null || own.orgSlug === asked)) return own;
  // The address may say a slug that the organization had before.
  const { orgId } = await anonymousViewer("portal", requestId, asked);
  return person.memberships.find((membership) => membership.orgId === orgId) ?? null;
});

/**
 * Whoever asks for this page or route, once a request. Of several organizations the one that the address names with
 * `?org=`, else the one that this browser looked at last, else the default one. Who is no member of the one that is named
 * is a stranger there, and so are who is not signed in, and who lacks the second factor that it asks for.
 */
export const viewer = cache(async (): Promise<Viewer> => {
  const { requestId, path } = await requestFacts();
  const own = await membershipHere();
  if (own && !own.isHeldBack) return personViewer(own, "portal", requestId);
  return anonymousViewer("portal", requestId, own?.orgSlug ?? organizationOf(path));
});

/** The member of this organization who sees nothing of it before a second factor is on; null where nobody is held back. */
export async function heldBackMember(): Promise<Membership | null> {
  const own = await membershipHere();
  return own?.isHeldBack ? own : null;
}

/** For the API, where a stranger's answer would be a riddle. @throws Problem "second_factor_required" */
export async function requireNotHeldBack(): Promise<void> {
  const own = await membershipHere();
  if (own) refuseHeldBack(own);
}

/** Leads a member who is held back to the page that turns a second factor on, and from there back here. */
export async function leadToSecondFactor(): Promise<void> {
  if (!(await heldBackMember())) return;
  const address = await inThisOrganization(`/second-factor?to=${encodeURIComponent(await here())}`);
  redirect(address as Route); // A page, with a query: the types know pages only.
}

/** Whoever is signed in, for what is done to their own account; everybody else is sent to the sign-in page. */
export async function requirePersonAsking(): Promise<PersonAsking> {
  const person = await signedInPerson();
  if (!person) return redirectToSignIn();
  const { id, name, email } = person;
  const { requestId } = await requestFacts();
  return { actor: { kind: "user", id, name, email }, door: "portal", requestId };
}

/** What this browser's cookie says, whether or not the session still holds. */
const sessionClaims = cache(async () => openSession((await cookies()).get(sessionCookieName())?.value));

/** Which of the viewer's sessions this one is. */
export async function currentSessionId(): Promise<string | null> {
  return (await sessionClaims())?.sid ?? null;
}

/** The page that was asked for, without what Next's router adds to the address. */
async function here(): Promise<string> {
  const address = new URL((await requestFacts()).path, "http://here");
  address.searchParams.delete("_rsc");
  return `${address.pathname}${address.search}`;
}

/** The same address in the organization that this request names: for pages that send on to another one. */
export async function inThisOrganization(address: string): Promise<string> {
  const asked = organizationOf((await requestFacts()).path);
  if (asked === null) return address;
  const there = new URL(address, "http://here");
  there.searchParams.set("org", asked);
  return `${there.pathname}${there.search}${there.hash}`;
}

/**
 * Sends members on from an address that says a slug which their organization had before, so that what they copy says the new
 * one. Strangers stay where they are: they are not told what an organization is called now.
 */
export async function leaveFormerSlug(): Promise<void> {
  const asked = organizationOf((await requestFacts()).path);
  if (asked === null) return;
  const { orgSlug, role } = await viewer();
  if (role === null || asked === orgSlug) return;
  const address = new URL(await here(), "http://here");
  address.searchParams.set("org", orgSlug);
  redirect(`${address.pathname}${address.search}` as Route); // A page, with a query: the types know pages only.
}

/**
 * Sends whoever is not signed in to the sign-in page, and from there back here (CAT-34). Who is signed in, and no member of
 * the organization that the address names, gets the answer for what is not there; who is held back in it is led on.
 */
export async function redirectToSignIn(): Promise<never> {
  await leadToSecondFactor();
  if ((await signedInPerson())?.memberships.length) notFound();
  const address = `/sign-in?to=${encodeURIComponent(await here())}` as const;
  redirect(address as Route<typeof address>); // A page, with a query: the types know pages only.
}

/** Whoever is signed in; everybody else is sent to the sign-in page and back. */
export async function requireViewer(): Promise<Viewer> {
  const asking = await viewer();
  return asking.role === null ? redirectToSignIn() : asking;
}
