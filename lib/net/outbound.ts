import { Problem } from "#lib/problems/problem.ts";
import { checkedAddresses, checkLiteral } from "./checked-lookup.ts";
import { dispatcherFor } from "./dispatchers.ts";
import { limitBody } from "./limit-body.ts";
import { asOutboundProblem, refused } from "./outbound-problem.ts";
import { outboundUrl, portOf } from "./outbound-url.ts";
import { proxyFor } from "./proxy-for.ts";

const MAX_BYTES = 100 * 1024 * 1024;
const MAX_MS = 60_000;
const MAX_REDIRECTS = 5;

export type OutboundOptions = {
  method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent to every host that redirects lead to; what is secret goes into `authorization`. */
  headers?: Record<string, string>;
  /** The Authorization header: sent to the first address's own scheme, host and port, and to nobody that it redirects to. */
  authorization?: string;
  body?: string | Uint8Array;
  /** For everything together, until the body's last byte: at most, and unless given, 60 s. */
  timeoutMs?: number;
  /** Of the body: at most, and unless given, 100 MiB. */
  maxBytes?: number;
  /** Certificates of authorities, as PEM, that count besides those that the machine trusts. */
  ca?: readonly string[];
  /** How many redirects are followed: 5 unless given; 0 hands the redirect to the caller. */
  maxRedirects?: number;
  signal?: AbortSignal;
};

const SECRET_HEADERS = new Set(["authorization", "cookie", "proxy-authorization", "host"]);

function checkHeaders(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name) || !/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value))
      throw refused("address-invalid", "a header has characters that would end it");
    if (SECRET_HEADERS.has(name.toLowerCase()))
      throw new Error(`${name} does not go into headers: secrets go into authorization`);
  }
}

type Hop = { url: URL; method: string; body: string | Uint8Array | undefined };

/** Where a redirect leads. @throws Problem `outbound_refused` where it may not be followed */
function nextHop(hop: Hop, status: number, location: string): Hop {
  const base = URL.parse(location, hop.url);
  const url = outboundUrl(/^[a-z][a-z0-9+.-]*:/i.test(location) || !base ? location : base.href);
  if (hop.url.protocol === "https:" && url.protocol === "http:")
    throw refused(
      "redirect-refused",
      `${hop.url.host} redirects to ${url.host} without TLS; that is not followed`,
    );
  const becomesGet = status === 303 || ((status === 301 || status === 302) && hop.method === "POST");
  if (becomesGet && hop.method !== "HEAD") return { url, method: "GET", body: undefined };
  if (hop.body !== undefined && url.origin !== hop.url.origin)
    throw refused(
      "redirect-refused",
      `${hop.url.host} redirects a body to ${url.host}; that is not followed`,
    );
  return { ...hop, url };
}

/** A proxy resolves names by itself: what this machine can tell about the host is checked before it is asked. */
async function checkBeforeProxy(url: URL): Promise<void> {
  checkLiteral(url.hostname, portOf(url));
  await checkedAddresses(url.hostname, portOf(url)).catch((error) => {
    // Behind a proxy the machine itself often knows no names of the outside.
    if (asOutboundProblem(error, url.host).code === "outbound_refused") throw error;
  });
}

async function sendOnce(
  hop: Hop,
  options: OutboundOptions,
  authorization: string | undefined,
  signal: AbortSignal,
) {
  const proxy = proxyFor(hop.url);
  if (proxy) await checkBeforeProxy(hop.url);
  return dispatcherFor(proxy, options.ca ?? []).request({
    origin: hop.url.origin,
    path: hop.url.pathname + hop.url.search,
    method: hop.method,
    headers: {
      "user-agent": "chartroom",
      "accept-encoding": "identity",
      ...options.headers,
      ...(authorization && { authorization }),
    },
    ...(hop.body !== undefined && { body: hop.body }),
    signal,
  });
}

const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status);

async function follow(first: URL, options: OutboundOptions, signal: AbortSignal, onEnd: () => void) {
  let hop: Hop = { url: first, method: options.method ?? "GET", body: options.body };
  let authorization = options.authorization;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await sendOnce(hop, options, authorization, signal).catch((error) => {
      throw signal.aborted ? signal.reason : asOutboundProblem(error, hop.url.host);
    });
    const location = answer.headers.location;
    if (!isRedirect(answer.statusCode) || typeof location !== "string" || options.maxRedirects === 0)
      return limitBody(answer, hop, {
        maxBytes: Math.min(options.maxBytes ?? MAX_BYTES, MAX_BYTES),
        signal,
        onEnd,
      });
    answer.body.on("error", () => {}).destroy();
    if (redirects >= (options.maxRedirects ?? MAX_REDIRECTS))
      throw refused("redirect-refused", `${first.host} redirects more than ${redirects} times`);
    hop = nextHop(hop, answer.statusCode, location);
    // Also where it comes back later: what went through others carries no secret any more.
    if (hop.url.origin !== first.origin) authorization = undefined;
  }
}

/**
 * The one way out: sends a request to an address that people or other servers named.
 *
 * Every address is checked when it is connected to, with each redirect again; private, loopback, link-local and metadata
 * addresses are refused unless `CHARTROOM_OUTBOUND_ALLOW` lists them. Credentials stay with their host. The body is a stream
 * that fails over `maxBytes` and after `timeoutMs`: read it, or cancel it. Any status is an answer; `url` is the last address.
 * @throws Problem `outbound_refused`, `outbound_failed`, `outbound_timeout`, each with `facts.cause` (an `OutboundCause`)
 */
export async function outboundFetch(address: string | URL, options: OutboundOptions = {}): Promise<Response> {
  const url = outboundUrl(String(address));
  checkHeaders(options.headers ?? {});
  checkHeaders({ "x-authorization": options.authorization ?? "" });
  const timeoutMs = Math.min(options.timeoutMs ?? MAX_MS, MAX_MS);
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    const words = `${url.host}: no whole answer within ${timeoutMs / 1000} s`;
    deadline.abort(new Problem("outbound_timeout", { detail: words, facts: { cause: "timeout" } }));
  }, timeoutMs);
  const onEnd = () => clearTimeout(timer);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline.signal]) : deadline.signal;
  try {
    return await follow(url, options, signal, onEnd);
  } catch (error) {
    onEnd();
    throw error;
  }
}
