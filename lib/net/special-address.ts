import ipaddr from "ipaddr.js";

/** What an address is that is not one of the public internet's. */
export type SpecialAddress = {
  /** In words that follow "which is". */
  words: string;
  /** Only a network of `CHARTROOM_OUTBOUND_ALLOW` opens it, never the name of a host. */
  isNeverByName: boolean;
};

const WORDS: Record<string, string> = {
  loopback: "this machine itself",
  private: "a private address",
  uniqueLocal: "a private address",
  carrierGradeNat: "an address of a provider's own network",
  linkLocal: "a link-local address, where clouds keep the credentials of machines",
  multicast: "a multicast address",
  broadcast: "a broadcast address",
  unspecified: "no address of any machine",
};

/** Whoever names a host wants its machine, which is in the house or on this machine; nobody keeps a registry on the others. */
const BY_NAME = new Set(["loopback", "private", "uniqueLocal", "carrierGradeNat"]);

/** Amazon keeps the credentials of machines at this address, among those that everybody may use as private. */
const METADATA = new Set(["fd00:ec2::254"]);

/** The IPv4 address that the well-known prefix of NAT64 carries (RFC 6052, 64:ff9b::/96): where the packet ends. */
function behindNat64(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  const bytes = address.toByteArray();
  const isNat64 =
    address.kind() === "ipv6" && address.range() === "rfc6052" && bytes[4] === 0 && bytes[5] === 0;
  return isNat64 ? ipaddr.fromByteArray(bytes.slice(12)) : address;
}

/**
 * Tells public addresses from all others. An IPv4 address that is written as an IPv6 one is that IPv4 address; 6to4, Teredo
 * and every range that the IANA keeps for a purpose count as special.
 * @param text an address as the system's resolver writes it
 * @returns null for a public address
 */
export function specialAddress(text: string): SpecialAddress | null {
  // A zone (fe80::1%eth0) names an interface of this machine.
  const bare = text.split("%")[0] ?? "";
  if (!ipaddr.isValid(bare)) return { words: "no address", isNeverByName: true };
  const address = behindNat64(ipaddr.process(bare));
  const range = address.range();
  if (range === "unicast") return null;
  if (METADATA.has(address.toString()))
    return { words: "where clouds keep the credentials of machines", isNeverByName: true };
  return { words: WORDS[range] ?? "a reserved address", isNeverByName: !BY_NAME.has(range) };
}
