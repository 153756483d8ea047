import ipaddr from "ipaddr.js";
import { z } from "zod";

export type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Answers that are kept, so that an address is read once and not with each of its requests. */
const MAX_KEPT = 10_000;

/** Networks of a setting, asked about addresses. */
export type Networks = {
  /** @param address an IPv4 or IPv6 address; what is none is in no network */
  has: (address: string) => boolean;
};

/** One network, or one address as a network of itself; null for what is neither. */
export function parseNetwork(text: string): Network | null {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return null;
  const address = ipaddr.parse(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

/** An IPv4 address that is written as an IPv6 one is the IPv4 address. */
function isWithin(text: string, networks: Network[]): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return networks.some(([base, bits]) => address.kind() === base.kind() && address.match(base, bits));
}

/** Remembers what it answered, up to a bound. */
export function askable(networks: Network[]): Networks {
  if (networks.length === 0) return { has: () => false };
  const kept = new Map<string, boolean>();
  return {
    has(address) {
      const known = kept.get(address);
      if (known !== undefined) return known;
      if (kept.size >= MAX_KEPT) kept.clear();
      const answer = isWithin(address, networks);
      kept.set(address, answer);
      return answer;
    },
  };
}

/** `10.0.0.0/8, 2001:db8::/32, 192.0.2.7`; which entry is wrong is told by its place, as no setting's value is ever shown. */
export const networksSchema = z
  .string()
  .default("")
  .transform((text, context): Networks => {
    const entries = text.split(/[\s,]+/).filter(Boolean);
    const networks = entries.map(parseNetwork);
    const wrong = networks.indexOf(null);
    if (wrong >= 0)
      context.addIssue(`entry ${wrong + 1} is neither an address nor a network such as 10.0.0.0/8`);
    return askable(networks.filter((one) => one !== null));
  });
