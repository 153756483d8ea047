import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { CodeForm } from "#components/account/code-form.tsx";
import { EntryPage } from "#components/account/entry-page.tsx";
import { isCodeAsked } from "#lib/auth/pass-second-factor.ts";
import { returnPath } from "#lib/auth/return-path.ts";
import { showCode } from "./show-code.ts";

export const metadata: Metadata = { title: "Code" };

export default async function CodePage({ searchParams }: PageProps<"/sign-in/code">) {
  const to = returnPath((await searchParams).to);
  if (!(await isCodeAsked())) redirect(`/sign-in?to=${encodeURIComponent(to)}` as Route);
  return (
    <EntryPage title="Code of your app" description="Your password was right. Now show your second factor.">
      <CodeForm action={showCode} to={to} />
    </EntryPage>
  );
}
