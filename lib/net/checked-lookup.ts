import { type LookupAddress, type LookupOptions, lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { env } from "#lib/env/env.ts";
import { bareHost, checkAddress } from "./check-address.ts";

/** How names become addresses; tests put their own in its place. */
export const resolver = {
  lookup: (host: string, options: LookupOptions): Promise<LookupAddress[]> =>
    new Promise((resolve, reject) => {
      systemLookup(host, { ...options, all: true }, (error, addresses) =>
        error ? reject(error) : resolve(addresses),
      );
    }),
};

/**
 * The addresses of a host, each of them one that this server may connect to.
 * @throws Problem `outbound_refused` where one is not: a name that leads inside as well is not trusted at all
 */
export async function checkedAddresses(
  hostname: string,
  port: number,
  options: LookupOptions = {},
): Promise<LookupAddress[]> {
  const { CHARTROOM_OUTBOUND_ALLOW: allow } = env();
  const host = bareHost(hostname);
  const family = isIP(host);
  const addresses = family ? [{ address: host, family }] : await resolver.lookup(host, options);
  for (const { address } of addresses) checkAddress(address, host, port, allow);
  return addresses;
}

/**
 * For sockets: the name is looked up and checked in the moment of connecting, so that no second answer of a name server can
 * come between. A socket asks no lookup for an address: who makes one calls `checkLiteral` first.
 */
export function checkedLookup(port: number): LookupFunction {
  return (hostname, options, callback) => {
    checkedAddresses(hostname, port, options).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all) callback(null, addresses);
        else callback(null, first?.address ?? "", first?.family ?? 0);
      },
      (error) => callback(error, ""),
    );
  };
}

/** @throws Problem `outbound_refused` for a host that is an address that may not be reached; names are the lookup's */
export function checkLiteral(hostname: string, port: number): void {
  const host = bareHost(hostname);
  if (isIP(host)) checkAddress(host, host, port, env().CHARTROOM_OUTBOUND_ALLOW);
}
