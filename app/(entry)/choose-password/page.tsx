import type { Metadata } from "next";
import { ChoosePasswordForm } from "#components/account/choose-password-form.tsx";
import { EntryPage } from "#components/account/entry-page.tsx";
import { LinkRefused } from "#components/account/link-refused.tsx";
import { readOrRefusal } from "#lib/http/page-refusal.ts";
import { readPasswordLink } from "#lib/organization/choose-password.ts";
import { chooseThisPassword } from "./choose-password.ts";

export const metadata: Metadata = { title: "Choose a password", referrer: "no-referrer" };

export default async function ChoosePasswordPage({ searchParams }: PageProps<"/choose-password">) {
  const key = String((await searchParams).key ?? "");
  const link = await readOrRefusal(readPasswordLink(key));
  if (link.kind === "refused") return <LinkRefused refusal={link.refusal} />;
  return (
    <EntryPage
      title="Choose a password"
      description={`${link.value.name}, this link works once. You are signed in afterwards.`}
    >
      <ChoosePasswordForm action={chooseThisPassword} linkKey={key} email={link.value.email} />
    </EntryPage>
  );
}
