import type { Route } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { findSignedIn } from "./queries.ts";
import { requestFacts } from "./request-facts.ts";
import { openSession, sessionCookieName } from "./session-cookie.ts";
import type { Viewer } from "./types.ts";
import { anonymousViewer, personViewer } from "./viewer.ts";

/** Whoever asks for this page or route; anonymous when nobody is signed in. Asked once a request. */
export const viewer = cache(async (): Promise<Viewer> => {
  const { requestId } = await requestFacts();
  const claims = await openSession((await cookies()).get(sessionCookieName())?.value);
  const person = claims && (await findSignedIn(claims.sub, claims.epoch));
  return person ? personViewer(person, "portal", requestId) : anonymousViewer("portal", requestId);
});

/** The page that was asked for, without what Next's router adds to the address. */
async function here(): Promise<string> {
  const address = new URL((await requestFacts()).path, "http://here");
  address.searchParams.delete("_rsc");
  return `${address.pathname}${address.search}`;
}

/** Sends whoever is not signed in to the sign-in page, and from there back here (CAT-34). */
export async function redirectToSignIn(): Promise<never> {
  const address = `/sign-in?to=${encodeURIComponent(await here())}` as const;
  redirect(address as Route<typeof address>); // A page, with a query: the types know pages only.
}

/** Whoever is signed in; everybody else is sent to the sign-in page and back. */
export async function requireViewer(): Promise<Viewer> {
  const asking = await viewer();
  return asking.role === null ? redirectToSignIn() : asking;
}
