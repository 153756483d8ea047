"use client";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { QrCode, SecondFactorAnswer, SecondFactorView } from "#lib/auth/schema.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";
import { ProveAgainDialog } from "./prove-again-dialog.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { SecondFactorSetUp } from "./second-factor-set-up.tsx";

type ShowingAction = (before: FormAnswer, form: FormData) => Promise<SecondFactorAnswer>;

export type SecondFactorDeeds = {
  beginFactor: ShowingAction;
  confirmFactor: ShowingAction;
  newCodes: ShowingAction;
  turnOffFactor: FormAction;
};

/** Shown this once: what the app is set up with, then the recovery codes. */
type Shown = { kind: "set-up"; secret: string; qr: QrCode } | { kind: "codes"; codes: string[] } | null;

type SecondFactorSectionProps = { factor: SecondFactorView; deeds: SecondFactorDeeds };

export function SecondFactorSection({ factor, deeds }: SecondFactorSectionProps) {
  const [shown, setShown] = useState<Shown>(null);
  const showing =
    (action: ShowingAction): FormAction =>
    async (before, form) => {
      const answer = await action(before, form);
      if (answer.kind === "refused") return answer;
      setShown(
        "codes" in answer
          ? { kind: "codes", codes: answer.codes }
          : { kind: "set-up", secret: answer.secret, qr: answer.qr },
      );
      return { kind: "done" };
    };
  if (shown?.kind === "set-up")
    return (
      <SecondFactorSetUp
        secret={shown.secret}
        qr={shown.qr}
        confirm={showing(deeds.confirmFactor)}
        onCancel={() => setShown(null)}
      />
    );
  if (shown?.kind === "codes") return <RecoveryCodes codes={shown.codes} onDone={() => setShown(null)} />;
  if (factor.onSince === null)
    return <Off hasPassword={factor.hasPassword} begin={showing(deeds.beginFactor)} />;
  return <On factor={factor} newCodes={showing(deeds.newCodes)} turnOff={deeds.turnOffFactor} />;
}

function Off({ hasPassword, begin }: { hasPassword: boolean; begin: FormAction }) {
  const [isAsking, setAsking] = useState(false);
  const label = "Turn on two-factor sign-in";
  return (
    <>
      <p className="text-ink-muted">
        Off. With it, signing in also asks for a code that an app on your phone shows, so that a stolen
        password alone opens nothing.
      </p>
      {hasPassword ? (
        <div>
          <Button onClick={() => setAsking(true)}>{label}</Button>
        </div>
      ) : (
        <ActionForm action={begin}>
          {({ isSending }) => (
            <div>
              <Button type="submit" working={isSending && "Preparing"}>
                {label}
              </Button>
            </div>
          )}
        </ActionForm>
      )}
      {isAsking ? (
        <ProveAgainDialog
          title={label}
          says="Next you set your app up. Nothing is asked for until it has shown a right code."
          hasPassword
          action={begin}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
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
