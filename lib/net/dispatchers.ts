import { createHash } from "node:crypto";
import { getCACertificates } from "node:tls";
import { Agent, buildConnector, type Dispatcher, ProxyAgent } from "undici";
import { processWide } from "#lib/env/process-wide.ts";
import { checkedLookup, checkLiteral } from "./checked-lookup.ts";

const CONNECT_MS = 10_000;
/** Sets of authorities whose connections are kept at a time; the oldest is closed for a new one. */
const MAX_KEPT = 32;

const BOUNDS = {
  headersTimeout: 60_000,
  bodyTimeout: 60_000,
  maxHeaderSize: 32 * 1024,
  connections: 16,
  allowH2: false,
};

/** The authorities that Node trusts, with NODE_EXTRA_CA_CERTS, and those given on top. */
export function authorities(ca: readonly string[]): string[] | undefined {
  return ca.length === 0 ? undefined : [...getCACertificates("default"), ...ca];
}

function directAgent(ca: readonly string[]): Dispatcher {
  const trusted = authorities(ca);
  const tls = { timeout: CONNECT_MS, ...(trusted && { ca: trusted }) };
  const connectors = new Map<number, ReturnType<typeof buildConnector>>();
  return new Agent({
    ...BOUNDS,
    connect(options, callback) {
      const port = Number(options.port) || (options.protocol === "https:" ? 443 : 80);
      try {
        checkLiteral(options.hostname, port);
      } catch (error) {
        return callback(error instanceof Error ? error : new Error("refused", { cause: error }), null);
      }
      // Which host is allowed may depend on its port, and a lookup is not told the port.
      const connector = connectors.get(port) ?? buildConnector({ ...tls, lookup: checkedLookup(port), port });
      connectors.set(port, connector);
      connector(options, callback);
    },
  });
}

/** The operator names the proxy, so its own address is not asked about; what it is asked for was checked before. */
function proxiedAgent(proxy: string, ca: readonly string[]): Dispatcher {
  const trusted = authorities(ca);
  const tls = { timeout: CONNECT_MS, ...(trusted && { ca: trusted }) };
  return new ProxyAgent({
    ...BOUNDS,
    uri: proxy,
    requestTls: tls,
    proxyTls: { timeout: CONNECT_MS },
    proxyTunnel: true,
  });
}

/** Connections of this process to the outside, shared by requests that trust the same authorities. */
export function dispatcherFor(proxy: string | null, ca: readonly string[]): Dispatcher {
  const kept = processWide("net.dispatchers", () => new Map<string, Dispatcher>());
  const key = createHash("sha256")
    .update(JSON.stringify([proxy, ca]))
    .digest("hex");
  const known = kept.get(key);
  if (known) return known;
  const [oldest] = kept;
  if (oldest && kept.size >= MAX_KEPT) {
    kept.delete(oldest[0]);
    void oldest[1].close();
  }
  const made = proxy ? proxiedAgent(proxy, ca) : directAgent(ca);
  kept.set(key, made);
  return made;
}
