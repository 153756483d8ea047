"use client";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Button, type ButtonProps } from "#components/ui/button.tsx";
import { ProveAgainDialog } from "./prove-again-dialog.tsx";

type BeginFactorProps = {
  hasPassword: boolean;
  begin: FormAction;
  look?: Pick<ButtonProps, "tone" | "size" | "wide">;
};

/** The button that begins with a second factor; who has a password gives it first. */
export function BeginFactor({ hasPassword, begin, look }: BeginFactorProps) {
  const [isAsking, setAsking] = useState(false);
  const label = "Turn on two-factor sign-in";
  return (
    <>
      {hasPassword ? (
        <div>
          <Button {...look} onClick={() => setAsking(true)}>
            {label}
          </Button>
        </div>
      ) : (
        <ActionForm action={begin}>
          {({ isSending }) => (
            <div>
              <Button {...look} type="submit" working={isSending && "Preparing"}>
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
