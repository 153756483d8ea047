import type { Metadata } from "next";
import { EntryPage } from "#components/account/entry-page.tsx";
import { LinkRefused } from "#components/account/link-refused.tsx";
import { AcceptForm } from "#components/organization/accept-form.tsx";
import { JoinForm } from "#components/organization/join-form.tsx";
import { roleWords } from "#components/organization/role-words.ts";
import { SignOutFirst } from "#components/organization/sign-out-first.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { signedInPerson } from "#lib/auth/session.ts";
import { signInWays } from "#lib/auth/sign-in-ways.ts";
import { readOrRefusal } from "#lib/http/page-refusal.ts";
import { findInvite, hasAccount } from "#lib/organization/find-invite.ts";
import { acceptHere, joinHere, signOutForInvite } from "./invite.ts";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function InvitePage({ searchParams }: PageProps<"/invite">) {
  const key = String((await searchParams).key ?? "");
  const found = await readOrRefusal(findInvite(key));
  if (found.kind === "refused") return <LinkRefused refusal={found.refusal} />;
  const { orgName, role, invitedByName, email } = found.value;
  const way = await wayIn(email);
  return (
    <EntryPage
      title={`Join ${orgName}`}
      description={`${invitedByName === "command line" ? "Whoever runs this server" : invitedByName} invites you as ${roleWords[role].one}. The invitation is for ${email} and works once.`}
    >
      {way.kind === "make" ? (
        <JoinForm action={joinHere} linkKey={key} email={email} organization={orgName} />
      ) : null}
      {way.kind === "sign-in" ? (
        <ButtonLink
          tone="primary"
          size="large"
          wide
          href={`/sign-in?to=${encodeURIComponent(`/invite?key=${key}`)}`}
        >
          Sign in and join
        </ButtonLink>
      ) : null}
      {way.kind === "accept" ? <AcceptForm action={acceptHere} linkKey={key} organization={orgName} /> : null}
      {way.kind === "other" ? (
        <SignOutFirst invited={email} signedIn={way.as} onSignOut={signOutForInvite.bind(null, key)} />
      ) : null}
    </EntryPage>
  );
}

type WayIn = { kind: "make" | "sign-in" | "accept" } | { kind: "other"; as: string };

async function wayIn(email: string): Promise<WayIn> {
  const person = await signedInPerson();
  if (person) return person.email === email ? { kind: "accept" } : { kind: "other", as: person.email };
  // Where people have no passwords, the provider's sign-in makes the account.
  return { kind: !signInWays().password || (await hasAccount(email)) ? "sign-in" : "make" };
}
