import { env } from "#lib/env/env.ts";
import { Problem } from "#lib/problems/problem.ts";

function isOurs(origin: string, host: string | null): boolean {
  if (origin === new URL(env().CHARTROOM_PUBLIC_URL).origin) return true;
  return URL.canParse(origin) && host !== null && new URL(origin).host === host;
}

/**
 * A write by cookie comes from our own pages: the browser sends the cookie along with whatever any page asks for, but
 * says in `Sec-Fetch-Site` and `Origin` where the request was made, and no page can change those.
 * @throws Problem "origin_refused" when another site asks, or when the caller says nothing about where it is
 */
export function requireSameOrigin(request: Pick<Request, "headers">): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const siteFits = site === null || site === "same-origin";
  const originFits = origin === null || isOurs(origin, request.headers.get("host"));
  if (siteFits && originFits && (site !== null || origin !== null)) return;
  throw new Problem("origin_refused", {
    detail: "A change with the session's cookie has to come from this server's own pages.",
    hint: "Scripts use an API token: Authorization: Bearer <token>.",
  });
}
