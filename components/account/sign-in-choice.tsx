import type { ReactNode } from "react";
import type { SignInWays } from "#lib/auth/types.ts";
import { OpenIdButton } from "./openid-button.tsx";

type SignInChoiceProps = {
  ways: SignInWays;
  /** Where the provider's button leads, as a whole address. */
  openIdHref: string;
  /** The form for e-mail and password. */
  children: ReactNode;
};

/** The ways in that this server has: the provider first, then the password. */
export function SignInChoice({ ways, openIdHref, children }: SignInChoiceProps) {
  const { openId, password } = ways;
  return (
    <>
      {openId ? <OpenIdButton name={openId.name} href={openIdHref} only={!password} /> : null}
      {openId && password ? (
        <div className="text-ink-faint text-small flex items-center gap-3">
          <hr className="border-line flex-1" />
          or with a password
          <hr className="border-line flex-1" />
        </div>
      ) : null}
      {password ? children : null}
    </>
  );
}
