"use client";
import { startTransition } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";

type SignOutFirstProps = {
  invited: string;
  signedIn: string;
  /** Signs out and comes back here. */
  onSignOut: () => Promise<void>;
};

/** An invitation of somebody else: nothing is accepted in the wrong name. */
export function SignOutFirst({ invited, signedIn, onSignOut }: SignOutFirstProps) {
  return (
    <>
      <Banner tone="caution" title="This invitation is for somebody else.">
        It is for {invited}; you are signed in as {signedIn}.
      </Banner>
      <Button tone="primary" size="large" wide onClick={() => startTransition(() => onSignOut())}>
        Sign out and go on as {invited}
      </Button>
    </>
  );
}
