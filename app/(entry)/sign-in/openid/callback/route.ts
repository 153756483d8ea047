import { deviceMark } from "#lib/auth/known-device.ts";
import { finishSignIn } from "#lib/auth/openid/finish-sign-in.ts";
import { takeFlow } from "#lib/auth/openid/flow-cookie.ts";
import { openIdProvider } from "#lib/auth/openid/provider.ts";
import { forgetRefusal } from "#lib/auth/openid/refusal-cookie.ts";
import { goTo, refuseSignIn } from "#lib/auth/openid/refuse-sign-in.ts";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { returnPath } from "#lib/auth/return-path.ts";
import { startSession } from "#lib/auth/start-session.ts";
import { countArrival, forgiveArrival } from "#lib/auth/throttle-sign-in.ts";
import { admitPerson } from "#lib/organization/admit-person.ts";
import { skipSpentInvite } from "#lib/organization/skip-spent-invite.ts";
import { Problem } from "#lib/problems/problem.ts";

/** Comes back from the provider, with a code or with a refusal. */
export async function GET(request: Request): Promise<Response> {
  const answer = new URL(request.url).searchParams;
  const { requestId, address } = await requestFacts();
  const state = answer.get("state") ?? "";
  const flow = await takeFlow(state);
  const to = returnPath(flow?.to);
  try {
    const provider = openIdProvider();
    if (!provider) throw new Problem("openid_off");
    const from = { address, device: await deviceMark() };
    // What was not begun here is refused without a count: another site's pictures keep nobody out.
    if (flow) await countArrival(from);
    const arrived = await finishSignIn(provider, answer, flow);
    const person = await admitPerson({ person: arrived, provider: provider.name, state, requestId });
    await startSession(person, "openid");
    await forgiveArrival(from);
    await forgetRefusal();
    return goTo(await skipSpentInvite(to, returnPath(null)));
  } catch (error) {
    return refuseSignIn(error, requestId, to);
  }
}
