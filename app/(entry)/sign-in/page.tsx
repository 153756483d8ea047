import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { EntryPage } from "#components/account/entry-page.tsx";
import { SignInChoice } from "#components/account/sign-in-choice.tsx";
import { SignInForm } from "#components/account/sign-in-form.tsx";
import { returnPath } from "#lib/auth/return-path.ts";
import { viewer } from "#lib/auth/session.ts";
import { signInWays } from "#lib/auth/sign-in-ways.ts";
import { env } from "#lib/env/env.ts";
import { isSetUp } from "#lib/organization/queries.ts";
import { signIn } from "./sign-in.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const to = returnPath((await searchParams).to);
  if ((await viewer()).role !== null) redirect(to as Route); // An address of ours: returnPath sees to it.
  if (!(await isSetUp()))
    return (
      <EntryPage title="This server has no owner yet">
        <p>
          Open the set-up link that it printed when it started. If the terminal is gone, start the server
          again: it prints a new one.
        </p>
      </EntryPage>
    );
  const ways = signInWays();
  const only = ways.openId && !ways.password ? `People sign in here with ${ways.openId.name}.` : null;
  return (
    <EntryPage title="Sign in" description={only}>
      <SignInChoice
        ways={ways}
        openIdHref={`${env().CHARTROOM_PUBLIC_URL}/sign-in/openid?to=${encodeURIComponent(to)}`}
      >
        <SignInForm action={signIn} to={to} />
      </SignInChoice>
    </EntryPage>
  );
}
