import { Banner } from "#components/ui/banner.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import type { SignInWays } from "#lib/auth/types.ts";
import { EntryPage } from "./entry-page.tsx";

type SignInRefusedProps = {
  refused: { code: string; title: string; hint: string | null; requestId: string; to: string };
  ways: SignInWays;
};

/** A sign-in at a provider that came to nothing: the true cause, and what to do. */
export function SignInRefused({ refused, ways }: SignInRefusedProps) {
  const { code, title, hint, requestId, to } = refused;
  const isUnknown = code === "openid_person_unknown";
  return (
    <EntryPage title={isUnknown ? "There is no account for you yet" : "You are not signed in"}>
      <Banner tone={isUnknown ? "info" : "danger"} live title={title}>
        {hint}
      </Banner>
      <ButtonLink href={`/sign-in?to=${encodeURIComponent(to)}`} tone="primary" size="large" wide>
        {isUnknown ? "Sign in again" : "Try again"}
      </ButtonLink>
      {isUnknown && ways.openId ? (
        <p className="text-ink-muted text-small">
          To come in as somebody else, sign out at {ways.openId.name} first: it may let you pass without
          asking.
        </p>
      ) : null}
      <p className="text-ink-faint text-small wrap-anywhere">Request {requestId}</p>
    </EntryPage>
  );
}
