import type { Metadata } from "next";
import { EntryPage } from "#components/account/entry-page.tsx";
import { LinkRefused } from "#components/account/link-refused.tsx";
import { SignInLinkForm } from "#components/account/sign-in-link-form.tsx";
import { readOrRefusal } from "#lib/http/page-refusal.ts";
import { readSignInLink } from "#lib/organization/sign-in-link.ts";
import { signInByLink } from "./sign-in-by-link.ts";

export const metadata: Metadata = { title: "Sign in by link", referrer: "no-referrer" };

/** Looking does not spend the link: a program that previews links signs nobody in. */
export default async function SignInLinkPage({ searchParams }: PageProps<"/sign-in/link">) {
  const key = String((await searchParams).key ?? "");
  const link = await readOrRefusal(readSignInLink(key));
  if (link.kind === "refused") return <LinkRefused refusal={link.refusal} />;
  const { name, email } = link.value;
  return (
    <EntryPage title="Sign in by link" description={`${name}, this link works once.`}>
      <SignInLinkForm action={signInByLink} linkKey={key} email={email} />
    </EntryPage>
  );
}
