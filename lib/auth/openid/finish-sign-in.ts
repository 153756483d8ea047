import { timingSafeEqual } from "node:crypto";
import { authorizationCodeGrant, fetchUserInfo } from "openid-client";
import { Problem } from "#lib/problems/problem.ts";
import { openIdClient } from "./openid-client.ts";
import { type OpenIdProvider, redirectUri } from "./provider.ts";
import { readGithubPerson } from "./read-github-person.ts";
import { lacksClaims, readPerson } from "./read-person.ts";
import { toProblem } from "./to-problem.ts";
import type { OpenIdPerson, SignInFlow } from "./types.ts";

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Said before the provider is asked anything: what was not begun here costs nobody a request. */
export function requireFlow(answer: URLSearchParams, flow: SignInFlow | null): SignInFlow {
  const states = answer.getAll("state");
  if (flow && states.length === 1 && isSame(states[0] ?? "", flow.state)) return flow;
  throw new Problem("openid_flow_unknown", {
    detail: "This sign-in was not begun in this browser, took longer than ten minutes, or was used before.",
    hint: "Sign in again, in one go and in one browser.",
  });
}

/**
 * Exchanges the code that the provider sent the browser back with, and reads who signed in: state, nonce, PKCE, issuer,
 * audience, times and signature are checked by openid-client.
 * @param answer the query of the callback's address
 * @throws Problem "openid_flow_unknown", "openid_declined", "openid_unreachable", "openid_answer_refused"
 */
export async function finishSignIn(
  provider: OpenIdProvider,
  answer: URLSearchParams,
  kept: SignInFlow | null,
): Promise<OpenIdPerson> {
  const flow = requireFlow(answer, kept);
  const address = new URL(`${redirectUri()}?${answer}`);
  try {
    const client = await openIdClient(provider);
    const checks = { expectedState: flow.state, pkceCodeVerifier: flow.verifier };
    if (provider.preset === "github") {
      const { access_token } = await authorizationCodeGrant(client, address, checks);
      return await readGithubPerson(provider, access_token);
    }
    const tokens = await authorizationCodeGrant(client, address, {
      ...checks,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    });
    const said = tokens.claims();
    if (!said) throw new Problem("openid_answer_refused", { detail: `${provider.name} sent no ID token.` });
    const hasMore = client.serverMetadata().userinfo_endpoint !== undefined;
    const more =
      hasMore && lacksClaims(provider, said)
        ? await fetchUserInfo(client, tokens.access_token, said.sub)
        : {};
    // What the ID token says is signed, and goes before.
    return readPerson(provider, { ...more, ...said });
  } catch (error) {
    throw toProblem(error, provider);
  }
}
