import { isIP } from "node:net";
import { bareHost } from "./check-address.ts";
import { refused } from "./outbound-problem.ts";

/** The port of an address, also where it is the scheme's own. */
export function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === "https:" ? 443 : 80);
}

/** An IPv4 address in any other form than four decimal numbers is written so to hide what it is. */
function hidesAddress(text: string, url: URL): boolean {
  const host = bareHost(url.hostname);
  const [, written = ""] = /^[^:]*:\/*([^/?#]*)/.exec(text) ?? [];
  return isIP(host) === 4 && written.replace(/:\d*$/, "").replace(/\.$/, "") !== host;
}

/**
 * An address that this server may try: http or https, no user and password in it, nothing that cannot be seen.
 * @throws Problem `outbound_refused`
 */
export function outboundUrl(text: string): URL {
  // The parser would take line breaks and tabs out without a word.
  if (/[\p{Cc} \\]/u.test(text))
    throw refused("address-invalid", "the address has characters that no address may have");
  const url = URL.parse(text);
  if (!url) throw refused("address-invalid", "this is no address");
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw refused(
      "address-invalid",
      `only http and https leave this server, not ${url.protocol.slice(0, -1)}`,
    );
  if (url.username || url.password)
    throw refused(
      "address-invalid",
      "user and password do not belong into an address",
      "Keep them as a credential.",
    );
  if (hidesAddress(text, url))
    throw refused(
      "address-invalid",
      `the address hides ${url.hostname} in another form of number`,
      `Write ${url.hostname}.`,
    );
  return url;
}
