import { env } from "#lib/env/env.ts";

/**
 * Whether a person on one of our pages, or in the address bar, asks to sign in, at the address that the provider sends back
 * to. Browsers say in `Sec-Fetch-Site` where a request comes from, except over plain http.
 */
export function isBegunHere(request: Pick<Request, "headers">): boolean {
  const site = request.headers.get("sec-fetch-site");
  const isOurs = site === null || site === "same-origin" || site === "none";
  return isOurs && request.headers.get("host") === new URL(env().CHARTROOM_PUBLIC_URL).host;
}
