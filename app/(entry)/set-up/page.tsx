import type { Metadata } from "next";
import { EntryPage } from "#components/account/entry-page.tsx";
import { LinkRefused } from "#components/account/link-refused.tsx";
import { SetUpForm } from "#components/account/set-up-form.tsx";
import { viewer } from "#lib/auth/session.ts";
import { readOrRefusal } from "#lib/http/page-refusal.ts";
import { requireSetUpLink } from "#lib/organization/set-up-organization.ts";
import { setUp } from "./set-up.ts";

export const metadata: Metadata = { title: "Set up", referrer: "no-referrer" };

export default async function SetUpPage({ searchParams }: PageProps<"/set-up">) {
  const key = String((await searchParams).key ?? "");
  const { orgSlug } = await viewer();
  const link = await readOrRefusal(requireSetUpLink(key));
  if (link.kind === "refused") return <LinkRefused refusal={link.refusal} />;
  return (
    <EntryPage
      title="Set up Chartroom"
      description="Make the organization and its owner: you. This link works once."
    >
      <SetUpForm action={setUp} linkKey={key} slug={orgSlug} />
    </EntryPage>
  );
}
