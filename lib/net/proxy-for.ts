import { env } from "#lib/env/env.ts";
import { bareHost } from "./check-address.ts";
import { portOf } from "./outbound-url.ts";

/** `NO_PROXY` as curl reads it: names with all that is under them, `*`, each with or without a port. */
function isDirect(url: URL, list: string): boolean {
  const host = bareHost(url.hostname).toLowerCase();
  const entries = list.toLowerCase().split(/[\s,]+/);
  return entries.filter(Boolean).some((entry) => {
    if (entry === "*") return true;
    const [, name = "", port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    if (port !== undefined && Number(port) !== portOf(url)) return false;
    const bare = name.replace(/^\*?\./, "");
    return host === bare || host.endsWith(`.${bare}`);
  });
}

/** @returns the proxy that a request to this address takes, null: none */
export function proxyFor(url: URL): string | null {
  const { HTTPS_PROXY, HTTP_PROXY, NO_PROXY } = env();
  const proxy = url.protocol === "https:" ? HTTPS_PROXY : HTTP_PROXY;
  return proxy && !isDirect(url, NO_PROXY) ? proxy : null;
}
