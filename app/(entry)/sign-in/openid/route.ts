import { beginSignIn } from "#lib/auth/openid/begin-sign-in.ts";
import { keepFlow } from "#lib/auth/openid/flow-cookie.ts";
import { isBegunHere } from "#lib/auth/openid/is-begun-here.ts";
import { openIdProvider } from "#lib/auth/openid/provider.ts";
import { goTo, refuseSignIn } from "#lib/auth/openid/refuse-sign-in.ts";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { returnPath } from "#lib/auth/return-path.ts";
import { env } from "#lib/env/env.ts";
import { Problem } from "#lib/problems/problem.ts";

/** Leaves for the provider: where the sign-in page's button leads. A link, so that it works without a script. */
export async function GET(request: Request): Promise<Response> {
  const to = returnPath(new URL(request.url).searchParams.get("to"));
  const { requestId } = await requestFacts();
  // Another site, or another address of ours, leads to the page with the button: there the person decides.
  if (!isBegunHere(request))
    return goTo(`${env().CHARTROOM_PUBLIC_URL}/sign-in?to=${encodeURIComponent(to)}`);
  try {
    const provider = openIdProvider();
    if (!provider) throw new Problem("openid_off");
    const { address, flow } = await beginSignIn(provider, to);
    await keepFlow(flow);
    return goTo(address.href);
  } catch (error) {
    return refuseSignIn(error, requestId, to);
  }
}
