import type { Route } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { ORGANIZATION_COOKIE, organizationOf } from "./asked-organization.ts";
import { noteSeen } from "./note-seen.ts";
import { chooseMembership, findPerson, type SignedInPerson } from "./queries.ts";
import { requestFacts } from "./request-facts.ts";
import { openSession, sessionCookieName } from "./session-cookie.ts";
import type { Viewer } from "./types.ts";
import { anonymousViewer, personViewer } from "./viewer.ts";

/** Whose session this browser has, whatever organization they look at; null when nobody is signed in. Asked once a request. */
export const signedInPerson = cache(async (): Promise<SignedInPerson | null> => {
  const claims = await sessionClaims();
  const person = claims && (await findPerson(claims));
  if (person) noteSeen(claims.sid, person.seenAt, (await requestFacts()).address);
  return person;
});

/**
 * Whoever asks for this page or route, once a request. Of several organizations the one that the address names with
 * `?org=`, else the one that this browser looked at last, else the default one. Who is no member of the one that is named
 * is a stranger there, and so is who is not signed in.
 */
export const viewer = cache(async (): Promise<Viewer> => {
  const { requestId, path } = await requestFacts();
  const asked = organizationOf(path);
  const person = await signedInPerson();
  if (!person) return anonymousViewer("portal", requestId, asked);
  const kept = (await cookies()).get(ORGANIZATION_COOKIE)?.value ?? null;
  const own = chooseMembership(person.memberships, asked ?? kept);
  if (own && (asked === null || own.orgSlug === asked)) return personViewer(own, "portal", requestId);
  const stranger = await anonymousViewer("portal", requestId, asked);
  // The address may say a slug that the organization had before.
  const renamed = person.memberships.find(({ orgId }) => orgId === stranger.orgId);
  return renamed ? personViewer(renamed, "portal", requestId) : stranger;
});

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
 * the organization that the address names, gets the answer for what is not there.
 */
export async function redirectToSignIn(): Promise<never> {
  if ((await signedInPerson())?.memberships.length) notFound();
  const address = `/sign-in?to=${encodeURIComponent(await here())}` as const;
  redirect(address as Route<typeof address>); // A page, with a query: the types know pages only.
}

/** Whoever is signed in; everybody else is sent to the sign-in page and back. */
export async function requireViewer(): Promise<Viewer> {
  const asking = await viewer();
  return asking.role === null ? redirectToSignIn() : asking;
}
