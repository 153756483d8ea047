import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { EntryPage } from "#components/account/entry-page.tsx";
import { ForgotPasswordForm } from "#components/account/forgot-password-form.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { signInWays } from "#lib/auth/sign-in-ways.ts";
import { canMailReset } from "#lib/organization/ask-password-reset.ts";
import { forgotPassword } from "./forgot-password.ts";

export const metadata: Metadata = { title: "Forgot your password" };

export default async function ForgotPasswordPage({ searchParams }: PageProps<"/forgot-password">) {
  if (!signInWays().password) redirect("/sign-in");
  if (!canMailReset())
    return (
      <EntryPage title="Forgot your password?">
        <p>
          This server sends no mail. Ask an admin of your organization for a link to choose a new password:
          they make it on the members page.
        </p>
        <ButtonLink href="/sign-in" size="large" wide>
          Back to sign in
        </ButtonLink>
      </EntryPage>
    );
  if ((await searchParams).asked)
    return (
      <EntryPage title="Look into your mail">
        <p>
          If somebody has an account with this e-mail, a mail with a link to choose a new password is on its
          way. The link works once, for 30 minutes.
        </p>
        <p className="text-ink-muted">
          Nothing came? Look into the spam folder, check the e-mail you gave, or ask an admin of your
          organization.
        </p>
        <ButtonLink href="/sign-in" size="large" wide>
          Back to sign in
        </ButtonLink>
      </EntryPage>
    );
  return (
    <EntryPage title="Forgot your password?" description="You get a mail with a link to choose a new one.">
      <ForgotPasswordForm action={forgotPassword} />
    </EntryPage>
  );
}
