"use client";
import { TextLink } from "#components/ui/text-link.tsx";
import { BeginFactor } from "./begin-factor.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import type { SecondFactorDeeds } from "./second-factor-section.tsx";
import { SecondFactorSetUp } from "./second-factor-set-up.tsx";
import { useShownOnce } from "./use-shown-once.ts";

type SecondFactorNeededProps = {
  hasPassword: boolean;
  deeds: Pick<SecondFactorDeeds, "beginFactor" | "confirmFactor">;
  /** Where to go on once it is on. */
  to: string;
  email: string;
  /** Organizations of the same person that do not ask for it. */
  others: readonly { name: string; href: string }[];
};

/** From the first button to the recovery codes, then on to where one was going. */
export function SecondFactorNeeded({ hasPassword, deeds, to, email, others }: SecondFactorNeededProps) {
  const { shown, showing, forget } = useShownOnce();
  if (shown?.kind === "set-up")
    return (
      <SecondFactorSetUp
        secret={shown.secret}
        qr={shown.qr}
        confirm={showing(deeds.confirmFactor)}
        onCancel={forget}
      />
    );
  // The whole page anew: whatever the browser keeps of it was read while nothing could be seen.
  if (shown?.kind === "codes")
    return <RecoveryCodes codes={shown.codes} onDone={() => window.location.assign(to)} />;
  return (
    <>
      <p>
        Signing in then also asks for a code that an app on your phone shows, so that a stolen password alone
        opens nothing.
      </p>
      <BeginFactor
        hasPassword={hasPassword}
        begin={showing(deeds.beginFactor)}
        look={{ tone: "primary", size: "large", wide: true }}
      />
      <ul className="text-small flex flex-col gap-1">
        {others.map(({ name, href }) => (
          <li key={href}>
            <TextLink href={href}>Go to {name} instead</TextLink>
          </li>
        ))}
        <li className="text-ink-muted">
          You are signed in as {email}. <TextLink href="/sign-out">Sign out</TextLink>
        </li>
      </ul>
    </>
  );
}
