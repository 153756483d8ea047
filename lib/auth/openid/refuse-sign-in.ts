import { log } from "#lib/log/log.ts";
import { catalogue } from "#lib/problems/catalogue.ts";
import { toFormRefusal } from "#lib/problems/form-refusal.ts";
import { asProblem } from "#lib/problems/problem.ts";
import { keepRefusal } from "./refusal-cookie.ts";

/** Writes down why, for the log and for the page that tells it, and sends the browser there. */
export async function refuseSignIn(error: unknown, requestId: string, to: string): Promise<Response> {
  const problem = asProblem(error);
  const { title, hint } = toFormRefusal(problem, requestId);
  const level = catalogue[problem.code].log === "error" ? "error" : "warn";
  log[level](
    { requestId, code: problem.code, err: problem.cause ?? problem },
    "sign-in with OpenID Connect failed",
  );
  await keepRefusal({ code: problem.code, title, hint, requestId, to });
  return goTo("/sign-in/refused");
}

/** 303: the browser asks there with GET. @param address one of ours, or the provider's */
export function goTo(address: string): Response {
  return new Response(null, { status: 303, headers: { location: address, "cache-control": "no-store" } });
}
