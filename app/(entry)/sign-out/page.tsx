import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { EntryPage } from "#components/account/entry-page.tsx";
import { SignOutForm } from "#components/account/sign-out-form.tsx";
import { signedInPerson } from "#lib/auth/session.ts";
import { signOut } from "./sign-out.ts";

export const metadata: Metadata = { title: "Sign out" };

export default async function SignOutPage() {
  const person = await signedInPerson();
  if (!person) redirect("/sign-in");
  return (
    <EntryPage title="Sign out" description={`You are signed in as ${person.email}.`}>
      <SignOutForm action={signOut} />
    </EntryPage>
  );
}
