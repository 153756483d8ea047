import { isIP } from "node:net";
import type { OutboundAllow } from "#lib/env/outbound-allow.ts";
import { refused } from "./outbound-problem.ts";
import { specialAddress } from "./special-address.ts";

/** A host without the brackets of an IPv6 address and without the dot that ends a full name. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

/**
 * Whether this server may connect to an address that a host's name led to.
 * @throws Problem `outbound_refused`, naming the setting that would allow it
 */
export function checkAddress(address: string, hostname: string, port: number, allow: OutboundAllow): void {
  const host = bareHost(hostname).toLowerCase();
  const special = specialAddress(address);
  if (!special || allow.hasAddress(address)) return;
  if (!special.isNeverByName && allow.hasHost(host, port)) return;
  const what =
    host === address
      ? `${host} is ${special.words}`
      : `${host} leads to ${address}, which is ${special.words}`;
  const entry = special.isNeverByName || isIP(host) ? `the network of ${address}` : `${host} or its network`;
  throw refused(
    "address-refused",
    `${what}; this server does not connect to it`,
    `An operator can allow it: list ${entry} in CHARTROOM_OUTBOUND_ALLOW.`,
  );
}
