import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { SignInRefused } from "#components/account/sign-in-refused.tsx";
import { readRefusal } from "#lib/auth/openid/refusal-cookie.ts";
import { viewer } from "#lib/auth/session.ts";
import { signInWays } from "#lib/auth/sign-in-ways.ts";

export const metadata: Metadata = { title: "Not signed in" };

export default async function SignInRefusedPage() {
  const refused = await readRefusal();
  if (!refused) redirect((await viewer()).role === null ? "/sign-in" : ("/charts" as Route));
  return <SignInRefused refused={refused} ways={signInWays()} />;
}
