import { env } from "#lib/env/env.ts";
import { Problem } from "#lib/problems/problem.ts";
import { openIdProvider } from "./openid/provider.ts";
import type { SignInWays } from "./types.ts";

/** How people sign in on this server, as the settings say. */
export function signInWays(): SignInWays {
  const provider = openIdProvider();
  return { password: env().CHARTROOM_SIGN_IN !== "openid", openId: provider && { name: provider.name } };
}

/**
 * Asked by whatever takes or sets a password, whichever door it came through.
 * @throws Problem "password_sign_in_off" where CHARTROOM_SIGN_IN is openid
 */
export function requirePasswordSignIn(): void {
  const { password, openId } = signInWays();
  if (password) return;
  const name = openId?.name ?? "OpenID Connect";
  throw new Problem("password_sign_in_off", {
    detail: `On this server people sign in with ${name}, not with a password.`,
    hint: `Go to the sign-in page and continue with ${name}.`,
  });
}
