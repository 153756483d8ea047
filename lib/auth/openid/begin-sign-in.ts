import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { returnPath } from "../return-path.ts";
import { openIdClient } from "./openid-client.ts";
import { type OpenIdProvider, redirectUri } from "./provider.ts";
import { toProblem } from "./to-problem.ts";
import type { SignInFlow } from "./types.ts";

/**
 * Where the browser goes to sign in, and what it has to bring back.
 * @param to where to go on afterwards: any other host's address becomes one of ours
 * @throws Problem "openid_unreachable", "openid_answer_refused"
 */
export async function beginSignIn(
  provider: OpenIdProvider,
  to: unknown,
): Promise<{ address: URL; flow: SignInFlow }> {
  const flow = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
    to: returnPath(to),
  };
  try {
    const address = buildAuthorizationUrl(await openIdClient(provider), {
      response_type: "code",
      redirect_uri: redirectUri(),
      scope: provider.scope,
      state: flow.state,
      code_challenge: await calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: "S256",
      // GitHub knows no nonce: it gives no ID token.
      ...(provider.preset === "github" ? {} : { nonce: flow.nonce }),
    });
    return { address, flow };
  } catch (error) {
    throw toProblem(error, provider);
  }
}
