import type { CustomFetch } from "openid-client";
import { outboundFetch } from "#lib/net/outbound.ts";

const TIMEOUT_MS = 10_000;
/** Documents, keys and tokens are a few KB; a page of a hundred teams is a few hundred. */
const MAX_BYTES = 2 * 1024 ** 2;

/**
 * How the client of OpenID Connect asks: through the one way out of this server, with its checks of the address. No redirect
 * is followed: an issuer answers where its document says.
 */
export const askIssuer: CustomFetch = (url, { method, headers, body, signal }) => {
  const { authorization, ...others } = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return outboundFetch(url, {
    method: method === "POST" ? "POST" : "GET",
    headers: others,
    ...(authorization === undefined ? {} : { authorization }),
    ...(body === undefined || body === null ? {} : { body: String(body) }),
    ...(signal === undefined ? {} : { signal }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    maxRedirects: 0,
  });
};
