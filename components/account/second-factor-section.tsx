"use client";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import type { FormAction } from "#components/form/action-form.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { SecondFactorView } from "#lib/auth/schema.ts";
import { BeginFactor } from "./begin-factor.tsx";
import { ProveAgainDialog } from "./prove-again-dialog.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { SecondFactorSetUp } from "./second-factor-set-up.tsx";
import { type ShowingAction, useShownOnce } from "./use-shown-once.ts";

export type SecondFactorDeeds = {
  beginFactor: ShowingAction;
  confirmFactor: ShowingAction;
  newCodes: ShowingAction;
  turnOffFactor: FormAction;
};

type SecondFactorSectionProps = { factor: SecondFactorView; deeds: SecondFactorDeeds };

export function SecondFactorSection({ factor, deeds }: SecondFactorSectionProps) {
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
  if (shown?.kind === "codes") return <RecoveryCodes codes={shown.codes} onDone={forget} />;
  if (factor.onSince === null)
    return (
      <>
        <p className="text-ink-muted">
          Off. With it, signing in also asks for a code that an app on your phone shows, so that a stolen
          password alone opens nothing.
        </p>
        <BeginFactor hasPassword={factor.hasPassword} begin={showing(deeds.beginFactor)} />
      </>
    );
  return <On factor={factor} newCodes={showing(deeds.newCodes)} turnOff={deeds.turnOffFactor} />;
}

type OnProps = { factor: SecondFactorView; newCodes: FormAction; turnOff: FormAction };

function On({ factor, newCodes, turnOff }: OnProps) {
  const [asking, setAsking] = useState<"codes" | "off" | null>(null);
  const close = () => setAsking(null);
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone="positive" icon={ShieldCheck}>
          On
        </Badge>
        <span>
          Since <RelativeTime at={factor.onSince ?? ""} />. {factor.codesLeft} of 10 recovery codes are left.
        </span>
      </p>
      {factor.codesLeft < 3 ? (
        <Banner tone="caution" title="Few recovery codes are left.">
          Make new ones, and store them where you find them without your phone.
        </Banner>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setAsking("codes")}>Make new recovery codes</Button>
        <Button tone="danger" onClick={() => setAsking("off")}>
          Turn off two-factor sign-in
        </Button>
      </div>
      {asking === "codes" ? (
        <ProveAgainDialog
          title="Make new recovery codes"
          says="The ten codes that you have now work no more."
          hasPassword={factor.hasPassword}
          action={newCodes}
          onClose={close}
        />
      ) : null}
      {asking === "off" ? (
        <ProveAgainDialog
          title="Turn off two-factor sign-in"
          says="From then on your password alone signs in. The recovery codes work no more."
          hasPassword={factor.hasPassword}
          tone="danger"
          action={turnOff}
          onClose={close}
        />
      ) : null}
    </>
  );
}
