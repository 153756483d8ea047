import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import { env } from "#lib/env/env.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { checkedLookup, checkLiteral } from "./checked-lookup.ts";

type Made = Duplex | null | undefined;
type Callback = (error: Error | null, stream: Duplex) => void;

/** What Node's own clients read to find their proxy. */
function proxies(): NodeJS.ProcessEnv {
  const { HTTPS_PROXY, HTTP_PROXY, NO_PROXY } = env();
  // The type asks for this one; Node does not.
  const NODE_ENV = "production";
  return { NODE_ENV, ...(HTTPS_PROXY && { HTTPS_PROXY }), ...(HTTP_PROXY && { HTTP_PROXY }), NO_PROXY };
}

/** Where a connection goes is checked when it is made; one to the operator's proxy is the operator's. */
function checked<O extends http.ClientRequestArgs>(options: O): O {
  if (env().HTTPS_PROXY || env().HTTP_PROXY) return options;
  const port = Number(options.port) || 443;
  checkLiteral(options.host ?? "", port);
  return { ...options, lookup: checkedLookup(port) };
}

class CheckedHttpAgent extends http.Agent {
  override createConnection(options: http.ClientRequestArgs, callback?: Callback): Made {
    return super.createConnection(checked(options), callback);
  }
}

class CheckedHttpsAgent extends https.Agent {
  override createConnection(options: https.RequestOptions, callback?: Callback): Made {
    return super.createConnection(checked(options), callback);
  }
}

/**
 * For libraries that speak HTTP by themselves (openid-client, mail): connections of this agent have the address checks of
 * `outboundFetch`, and its proxy. Size, time and redirects are the library's own: set them there.
 */
export function outboundAgent(protocol: "http:"): http.Agent;
export function outboundAgent(protocol: "https:"): https.Agent;
export function outboundAgent(protocol: "http:" | "https:"): http.Agent | https.Agent;
export function outboundAgent(protocol: "http:" | "https:"): http.Agent | https.Agent {
  return processWide(`net.agent.${protocol}`, () => {
    const Agent = protocol === "https:" ? CheckedHttpsAgent : CheckedHttpAgent;
    return new Agent({ keepAlive: true, maxSockets: 16, timeout: 60_000, proxyEnv: proxies() });
  });
}
